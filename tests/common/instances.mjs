// The package, and every instance of its core: imported first, before anything else of the package.

/** Every instance of the core, in the order of making. */
export const instances = [];
const Instance = WebAssembly.Instance;
WebAssembly.Instance = function Hooked(...parts) {
  const instance = new Instance(...parts);
  instances.push(instance);
  return instance;
};

export const { loadSync, ShodakuError } = await import('../../pkg/dist/index.js');
