/** Addresses of a workbench in the browser. */

/** The page that opens a folder; readable, for it is printed. */
export function addressOf(server: string, folder: string): string {
  return `${server}?folder=${encodeURIComponent(asUriPath(folder)).replaceAll('%2F', '/')}`;
}

/** `/home/me` stays, `C:\me` becomes `/C:/me`. */
export function asUriPath(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}
