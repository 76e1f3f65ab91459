/** From what people write in a box to the components that it may mean. */
import type { BoardComponent } from '../../core/drawing-review.ts';

const NAMES: Readonly<Record<string, string>> = {
  σ: ' sigma ',
  μ: ' mu ',
  ε: ' eps ',
  ϵ: ' eps ',
  θ: ' theta ',
  α: ' alpha ',
  β: ' beta ',
  φ: ' phi ',
  '∇': ' grad ',
  Σ: ' sum ',
  '∑': ' sum ',
  '⊕': ' + ',
  '⊗': ' times ',
  '⊙': ' times ',
  '∘': ' times ',
  '*': ' times ',
};

/** Nearly every wording: words of letters alone, in which nothing has to be respelled. */
const PLAIN = /^[a-z]{1,30}(?:[ -][a-z]{1,30}){0,9}$/i;
/** Belongs to the word before it. */
const HAT = / hat\b/i;

/**
 * The words of a label in one spelling: small letters, no punctuation, `3 × 3` as `3x3`, `h_{t-1}` and `hₜ₋₁` as `htm1`,
 * a hat as `hat`, Greek letters by name, no plural. A plus is a word of its own.
 */
export function wordsOf(label: string): string[] {
  if (PLAIN.test(label) && !HAT.test(label)) return label.toLowerCase().split(/[ -]/).map(singular);
  // A shape or a size in brackets says nothing about what the box is, unless it is all there is.
  const bare = label.slice(0, 400).replace(/[([][^()[\]]*[,→0-9×][^()[\]]*[)\]]/gu, ' ');
  return spelled(/[\p{L}\p{N}+⊕⊗⊙×∘*]/u.test(bare) ? bare : label.slice(0, 400));
}

function spelled(label: string): string[] {
  return label
    .replace(/(.)[\u0302\u0303]/gu, '$1 hat ')
    .replace(/[σμεϵθαβφ∇Σ∑⊕⊗⊙∘*]/gu, (sign) => NAMES[sign] ?? ' ')
    .normalize('NFKC')
    .replace(/\\([a-zA-Z]+)/g, ' $1 ')
    .replace(/\$/g, '')
    .replace(/(\d)\s*[x×]\s*(?=\d)/giu, '$1x')
    .replace(/×/gu, ' times ')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/_\{?([^}\s_]*)\}?/gu, '$1')
    .replace(/\{|\}/g, '')
    .replace(/t\s*-\s*1\b/gu, 'tm1')
    .replace(/([a-z0-9]) hat\b/gu, '$1hat')
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .replace(/\+/g, ' + ')
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(singular);
}

function singular(word: string): string {
  return /.{3}[^sui]s$/u.test(word) ? word.slice(0, -1) : word;
}

/** Longest run of words of a label that is one wording. */
const LONGEST = 7;
/** A wording of so few letters stands for a component only where it leads the label; elsewhere it is a size. */
const TINY = 1;

/** Each wording that a label contains, as the ids of the components that it may mean. */
export type Meanings = readonly (readonly string[])[];

export class Vocabulary {
  private readonly meaning = new Map<string, string[]>();
  private readonly known = new Map<string, Meanings>();

  constructor(components: readonly Pick<BoardComponent, 'id' | 'says'>[]) {
    for (const { id, says } of components) {
      for (const say of says) {
        const key = wordsOf(say).join('');
        const ids = this.meaning.get(key);
        if (!ids) this.meaning.set(key, [id]);
        else if (!ids.includes(id)) ids.push(id);
      }
    }
  }

  /** Whether the label is one wording and nothing else. */
  isExactly(label: string): boolean {
    return label.length < 60 && this.meaning.has(wordsOf(label).join(''));
  }

  /** Longer wordings win over shorter ones inside them, so `masked self-attention` is no `self-attention`. */
  read(label: string): Meanings {
    let meanings = this.known.get(label);
    if (!meanings) {
      // "z = μ + σε" is z.
      const [left = ''] = label.split('=');
      const named = left === label ? [] : this.find(wordsOf(left));
      meanings = named.length > 0 ? named : this.find(wordsOf(label));
      this.known.set(label, meanings);
    }
    return meanings;
  }

  private find(words: readonly string[]): Meanings {
    const runs: { at: number; count: number; letters: number; ids: readonly string[] }[] = [];
    for (let at = 0; at < words.length; at += 1) {
      for (let count = 1; count <= LONGEST && at + count <= words.length; count += 1) {
        const key = words.slice(at, at + count).join('');
        const ids = this.meaning.get(key);
        if (!ids) continue;
        // "+" joins words in a label, and is a component only alone; "d" is often a size.
        const alone = words.length === count;
        if (!alone && (key === '+' || key === 'time')) continue;
        if (!alone && key.length <= TINY && (at > 0 || words.length > 4)) continue;
        runs.push({ at, count, letters: key.length, ids });
      }
    }
    runs.sort((a, b) => b.letters - a.letters || a.at - b.at);
    const taken = new Set<number>();
    const chosen: typeof runs = [];
    for (const run of runs) {
      const places = Array.from({ length: run.count }, (_, i) => run.at + i);
      if (places.some((place) => taken.has(place))) continue;
      places.forEach((place) => taken.add(place));
      chosen.push(run);
    }
    // "forget gate σ" is one gate: a sign that several have says no more than the name of one.
    const narrower = (a: readonly string[], b: readonly string[]): boolean =>
      a.length < b.length && a.every((id) => b.includes(id));
    return chosen
      .filter((run) => !chosen.some((other) => narrower(other.ids, run.ids)))
      .sort((a, b) => a.at - b.at)
      .map((run) => run.ids);
  }
}
