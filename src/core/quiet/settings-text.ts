/** What a settings file says, so that a file is restored as a whole only if nobody else has written into it. */
import { same, type JsonObject, type AppliedChange } from './change.ts';

/** Strings, which stay as they are, and comments. */
const COMMENTS = /("(?:\\.|[^"\\])*")|\/\/.*|\/\*[\s\S]*?\*\//g;
const LAST_COMMAS = /("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g;

/** Whether both files set the same values, however they are written. A file that cannot be read matches no other. */
export function saysTheSame(one: string | null, other: string | null): boolean {
  const [first, second] = [settingsIn(one), settingsIn(other)];
  return first !== null && second !== null && same(first, second);
}

/** Whether `after` sets what `before` sets with these changes made; later ones win. */
export function differsBy(
  made: readonly AppliedChange[],
  before: string | null,
  after: string | null,
): boolean {
  const settings = settingsIn(before);
  const now = settingsIn(after);
  if (settings === null || now === null) return false;
  const values = made.map(({ change, after: value }) => [change.setting, value] as const);
  return same({ ...settings, ...Object.fromEntries(values) }, now);
}

/** VS Code's JSON has comments, and commas after the last entry. A file that is missing or empty sets nothing. */
function settingsIn(text: string | null): JsonObject | null {
  const json = (text ?? '').replace(COMMENTS, '$1').replace(LAST_COMMAS, '$1');
  if (json.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : null;
  } catch {
    return null;
  }
}
