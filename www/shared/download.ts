/** Lets the browser save something as a file. */
export function download(
  content: BlobPart | BlobPart[],
  name: string,
  type = 'application/json',
): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content].flat(), { type }));
  // What no file's name may hold.
  link.download = name.replace(/[\\/:*?"<>|]/g, '_');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
