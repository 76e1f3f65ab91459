/** One dimension of a tensor as people write it: `4d`, `H/2`, `N+1`, `d_model`, `3·224`. A sum of products. */

/** Factor of each product of letters; a letter below a fraction has a negative power. The empty product is `''`. */
export type Dimension = ReadonlyMap<string, number>;

const MOST_TERMS = 16;

/** Null for what is no such expression. Letters keep their case; `d_model` and `dmodel` are one. */
export function parseDimension(text: string): Dimension | null {
  const source = text
    .normalize('NFKC')
    .replace(/[{}\\$\s]/g, '')
    .replace(/[·⋅×∙]/gu, '*')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/([A-Za-z])_/g, '$1')
    .replace(/['′]/gu, 'p');
  // Greek letters are parameters, as in "γ, β" on an arrow, not sizes.
  if (source === '' || source.length > 40 || /\p{Script=Greek}/u.test(source)) return null;
  const terms = source.match(/[+-]?[^+-]+/g);
  if (terms?.join('') !== source || terms.length > MOST_TERMS) return null;
  let sum: Dimension = new Map();
  for (const term of terms) {
    const product = parseTerm(term);
    if (!product) return null;
    sum = plus(sum, product);
  }
  return sum;
}

function parseTerm(term: string): Dimension | null {
  const sign = term.startsWith('-') ? -1 : 1;
  const factors = term
    .replace(/^[+-]/, '')
    .match(/[*/]|\d+(?:\.\d+)?(?:\^\d+)?|[\p{L}][\p{L}\d]*(?:\^\d+)?/gu);
  if (!factors || factors.join('') !== term.replace(/^[+-]/, '')) return null;
  let product: Dimension = new Map([['', sign]]);
  let power = 1;
  for (const factor of factors) {
    if (factor === '*') continue;
    if (factor === '/') {
      power = -1;
      continue;
    }
    const [base = '', exponent = '1'] = factor.split('^');
    const to = power * Math.min(9, Number(exponent));
    product = /^\d/.test(base)
      ? times(product, new Map([['', Number(base) ** to]]))
      : times(product, new Map([[`${base}^${to}`, 1]]));
    power = 1;
  }
  return product;
}

export function plus(a: Dimension, b: Dimension): Dimension {
  const sum = new Map(a);
  for (const [letters, factor] of b) sum.set(letters, (sum.get(letters) ?? 0) + factor);
  for (const [letters, factor] of sum) if (Math.abs(factor) < 1e-9) sum.delete(letters);
  return sum;
}

export function times(a: Dimension, b: Dimension): Dimension {
  let product: Dimension = new Map();
  for (const [left, x] of a) {
    for (const [right, y] of b) product = plus(product, new Map([[joined(left, right), x * y]]));
  }
  return product;
}

function joined(left: string, right: string): string {
  const powers = new Map<string, number>();
  for (const factor of [...left.split(' '), ...right.split(' ')]) {
    if (factor === '') continue;
    const [letter = '', power = '1'] = factor.split('^');
    powers.set(letter, (powers.get(letter) ?? 0) + Number(power));
  }
  return [...powers]
    .filter(([, power]) => power !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([letter, power]) => `${letter}^${power}`)
    .join(' ');
}

export function scaled(a: Dimension, factor: number): Dimension {
  return times(a, new Map([['', factor]]));
}

export function same(a: Dimension, b: Dimension): boolean {
  return (
    a.size === b.size &&
    [...a].every(([letters, x]) => Math.abs((b.get(letters) ?? NaN) - x) < 1e-6 * Math.abs(x))
  );
}

/** The number, where there is no letter. */
export function numberOf(a: Dimension): number | null {
  if (a.size === 0) return 0;
  return a.size === 1 ? (a.get('') ?? null) : null;
}

/** The letter, where there is nothing else. */
export function letterOf(a: Dimension): string | null {
  const [only] = a;
  if (!only || a.size > 1 || only[1] !== 1) return null;
  const [letter = '', power] = only[0].split('^');
  return only[0].includes(' ') || power !== '1' || letter === '' ? null : letter;
}

/** `factor * letter + rest` of an expression in one letter; null for any other. */
export function linear(a: Dimension): { letter: string; factor: number; rest: number } | null {
  let found: { letter: string; factor: number } | null = null;
  for (const [letters, factor] of a) {
    if (letters === '') continue;
    const [letter = '', power] = letters.split('^');
    if (found || letters.includes(' ') || power !== '1') return null;
    found = { letter, factor };
  }
  return found && { ...found, rest: a.get('') ?? 0 };
}

/** With each letter replaced; null where a letter has no value. */
export function put(a: Dimension, values: ReadonlyMap<string, Dimension>): Dimension | null {
  let sum: Dimension = new Map();
  for (const [letters, factor] of a) {
    let product: Dimension = new Map([['', factor]]);
    for (const one of letters === '' ? [] : letters.split(' ')) {
      const [letter = '', power = '1'] = one.split('^');
      const value = values.get(letter);
      if (!value) return null;
      if (Number(power) < 0 && value.size !== 1) return null;
      const base = Number(power) < 0 ? inverse(value) : value;
      for (let i = 0; i < Math.abs(Number(power)); i += 1) product = times(product, base);
    }
    sum = plus(sum, product);
  }
  return sum;
}

function inverse(a: Dimension): Dimension {
  return new Map(
    [...a].map(([letters, factor]) => [
      letters.replace(/\^(-?\d+)/g, (_, power: string) => `^${-Number(power)}`),
      1 / factor,
    ]),
  );
}

/** As a person would write it. */
export function written(a: Dimension): string {
  const terms = [...a].map(([letters, factor]) => {
    const top: string[] = [];
    const bottom: string[] = [];
    for (const one of letters === '' ? [] : letters.split(' ')) {
      const [letter = '', power = '1'] = one.split('^');
      const raised =
        Math.abs(Number(power)) === 1 ? letter : `${letter}^${Math.abs(Number(power))}`;
      (Number(power) > 0 ? top : bottom).push(raised);
    }
    if (factor < 1 && Math.abs(1 / factor - Math.round(1 / factor)) < 1e-9)
      bottom.unshift(`${Math.round(1 / factor)}`);
    else if (factor !== 1 || top.length === 0) top.unshift(`${Math.round(factor * 100) / 100}`);
    return `${top.join('') || '1'}${bottom.map((one) => `/${one}`).join('')}`;
  });
  return terms.join('+') || '0';
}
