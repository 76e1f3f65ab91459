/** Tables as CSV after RFC 4180: quoted where needed, quotes doubled, lines ended by CR LF. */

export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/**
 * A spreadsheet runs what begins like a formula, full-width signs included, so such a text gets an apostrophe before it.
 * Source: OWASP, "CSV Injection".
 */
function field(text: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
