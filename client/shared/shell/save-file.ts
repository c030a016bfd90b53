/** Time for a browser to take it. */
const TAKEN_MS = 60_000;

/** Gives the person a file that was made on this device: phones offer to open it, computers keep it with the downloads. */
export function saveFile(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), TAKEN_MS);
}
