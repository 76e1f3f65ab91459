/** Answers as people type them: "(B, 64, 56, 56)", "64x56x56", "9,408", "9 408". */

/** What is right: a shape without its batch, or a number. */
export type Answer =
  | { readonly kind: 'shape'; readonly dims: readonly number[] }
  | { readonly kind: 'number'; readonly value: number };

export type Reading =
  | { readonly kind: 'read'; readonly numbers: readonly number[] }
  /** `why` is a sentence that says what to type. */
  | { readonly kind: 'unreadable'; readonly why: string };

/** The longest answer that is looked at. */
const LONGEST = 200;
const BATCH = /^(?:b|n|batch|batch_size|batchsize|bs|none|-1)$/i;
const SUFFIX: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, b: 1e9 };

/** Reads `given` as an answer of the kind of `wanted`; never throws. */
export function readAnswer(wanted: Answer, given: string): Reading {
  const text = given.trim();
  if (text === '') return unreadable(wanted, 'The answer is empty.');
  if (text.length > LONGEST) return unreadable(wanted, 'That is too long for an answer.');
  return wanted.kind === 'number' ? readNumber(wanted, text) : readShape(wanted, text);
}

export function isRight(wanted: Answer, numbers: readonly number[]): boolean {
  const right = wanted.kind === 'number' ? [wanted.value] : wanted.dims;
  return numbers.length === right.length && right.every((one, i) => one === numbers[i]);
}

/** The answer as it is written: `(B, 64, 56, 56)` or `9,408`. */
export function formatAnswer(answer: Answer): string {
  return answer.kind === 'number' ? grouped(answer.value) : `(${['B', ...answer.dims].join(', ')})`;
}

/** `9408` as `9,408`. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

function unreadable(wanted: Answer, problem: string): Reading {
  const how =
    wanted.kind === 'number'
      ? 'Type one whole number, such as 9,408.'
      : `Type ${wanted.dims.length === 1 ? 'the shape, such as (B, 512)' : 'the channels, height and width, such as (B, 64, 56, 56) or 64x56x56'}.`;
  return { kind: 'unreadable', why: `${problem} ${how}` };
}

/** A whole number, perhaps grouped in threes, perhaps with k, M or G behind it, perhaps with words around it. */
function readNumber(wanted: Answer, text: string): Reading {
  const bare = text
    .replace(/^[=~]\s*/, '')
    .replace(/\s*(?:parameters?|params?|pixels?|px|macs?|flops?|multiply-adds?)\.?$/i, '');
  const match =
    /^(?<digits>\d+|\d{1,3}(?:[,_'\u2009\u00a0 ]\d{3})+|\d+\.\d+)\s*(?<unit>[kmgb]?)$/i.exec(bare);
  const { digits, unit } = match?.groups ?? {};
  if (digits === undefined) return unreadable(wanted, `"${text}" cannot be read as a number.`);
  const scale = SUFFIX[unit?.toLowerCase() ?? ''] ?? 1;
  const plain = Number(digits.replaceAll(/[,_'\u2009\u00a0 ]/g, ''));
  const value = Math.round(plain * scale * 1e6) / 1e6;
  return Number.isSafeInteger(value)
    ? { kind: 'read', numbers: [value] }
    : unreadable(wanted, 'The answer is a whole number.');
}

/** Whole numbers between commas, x or spaces; the batch before them may be named or counted in. */
function readShape(wanted: Answer & { kind: 'shape' }, text: string): Reading {
  const inside = text
    .replace(/^(?:torch\.size|tuple)?\s*[([]+/i, '')
    .replace(/[)\]]+\.?$/, '')
    .trim();
  const parts = inside.split(/\s*[,x×*;]\s*|\s+/i).filter((part) => part !== '');
  const named = BATCH.test(parts[0] ?? '');
  const dims = named ? parts.slice(1) : parts;
  if (dims.length === 0 || !dims.every((part) => /^\d{1,9}$/.test(part))) {
    return unreadable(wanted, `"${text}" cannot be read as a shape.`);
  }
  const numbers = dims.map(Number);
  // A batch of 1 may be counted in; so may the size of a whole batch not be, since no batch is given.
  const withBatch = !named && numbers.length === wanted.dims.length + 1 && numbers[0] === 1;
  const own = withBatch ? numbers.slice(1) : numbers;
  if (own.length !== wanted.dims.length) {
    const [many, due] = [own.length, wanted.dims.length];
    return unreadable(
      wanted,
      `${many === 1 ? 'That is 1 number' : `Those are ${many} numbers`} besides the batch size, but the shape has ${due}.`,
    );
  }
  return { kind: 'read', numbers: own };
}
