/**
 * Gives a text to the browser's downloads as a file, without asking any host for it.
 *
 * @param type the media type, without a character set
 * @example download('comparison.csv', 'text/csv', 'Step,Days\r\n')
 */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // At once, some browsers would have nothing left to save.
  setTimeout(() => { URL.revokeObjectURL(address); }, 10_000);
}
