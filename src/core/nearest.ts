/** What somebody may have meant by a name that there is not. */
import { closest, distance } from 'fastest-levenshtein';

/** Slips in a name that is still recognised, as a share of its length. */
const MOST_SLIPS = 0.4;

/** The most similar of the names, whatever the case and whatever joins its words; null when none is similar. */
export function nearest(name: string, names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const plain = plainly(name);
  const containing = names.filter((one) => plain.length > 2 && plainly(one).includes(plain));
  if (containing.length === 1) return containing[0] ?? null;
  const best = closest(plain, names.map(plainly));
  const found = names.find((one) => plainly(one) === best);
  return distance(plain, best) <= best.length * MOST_SLIPS ? (found ?? null) : null;
}

function plainly(name: string): string {
  return name.toLowerCase().replace(/[\s_]+/g, '-');
}
