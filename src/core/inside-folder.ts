/** Whether a path is a folder or lies in it, by their names: `a/bc` does not lie in `a/b`. */
export function isInsideFolder(path: string, folder: string): boolean {
  if (!path.startsWith(folder)) return false;
  const next = path.charAt(folder.length);
  // Below a root, such as `/` or `C:\`, names begin at once.
  return next === '' || isSeparator(next, folder) || isSeparator(folder.slice(-1), folder);
}

/** Where paths begin with a slash, a backslash is a letter like any other. */
function isSeparator(char: string, folder: string): boolean {
  return char === '/' || (char === '\\' && !folder.startsWith('/'));
}
