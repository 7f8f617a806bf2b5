/**
 * The address of a page of this site, from the folder the site is served in.
 *
 * @param path from the site's root, beginning and (unless it names a file or a part of a page) ending with a slash
 *
 * @example
 * address('/procedures/wst/'); // '/procedures/wst/', or '/rulebook/procedures/wst/' where the site lives in /rulebook/
 */
export function address(path: string): string {
  return import.meta.env.BASE_URL.replace(/\/$/, '') + path;
}
