/** A text within XML, without what XML cannot hold. */
export function xml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: just these are meant.
  const allowed = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return allowed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
