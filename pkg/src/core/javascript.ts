/**
 * The core without WebAssembly. The build puts the object `WebAssembly` of this file in the place
 * of the global one in every entry without eval; it has what {@link startSync} and the core's glue
 * ask of it. JavaScript has no traps at the edge of memory, which safe Rust never reaches; a panic
 * or an exhausted stack throws, as it does there.
 */
import instantiate from 'shodaku-core/javascript';

class Module {
  readonly [Symbol.toStringTag] = 'WebAssembly.Module';

  static exports(): WebAssembly.ModuleExportDescriptor[] {
    return [{ name: 'engineVersion', kind: 'function' }];
  }
}

class Instance {
  readonly exports: WebAssembly.Exports;

  constructor(_module: Module, imports: WebAssembly.Imports) {
    this.exports = instantiate(imports);
  }
}

export const WebAssembly = { Module, Instance };

/** The core, as {@link startSync} takes it. */
export const core = new Module() as WebAssembly.Module;
