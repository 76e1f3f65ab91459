/** Evaluates the formulas of a design: numbers, names, + - * / ^, brackets and a few functions; no code is run. */

const FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  ceil: Math.ceil,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
};
const TOKEN = /\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?|[a-z][a-z0-9_]*|[-+*/^()])/y;
/** How tightly an operator binds; the power binds to its right. */
const BINDS: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 };
/** A sign binds tighter than a product and looser than a power. */
const SIGN = 3;

/** The value of the formula; throws where it is not one or uses a name that is not known. */
export function evaluate(formula: string, known: ReadonlyMap<string, number>): number {
  const tokens = tokensOf(formula);
  const value = expression(tokens, known, 0);
  if (tokens.length > 0) throw new Error(`unexpected ${tokens[0] ?? ''} in ${formula}`);
  return value;
}

function tokensOf(formula: string): string[] {
  const tokens: string[] = [];
  const token = new RegExp(TOKEN);
  while (token.lastIndex < formula.trimEnd().length) {
    const from = token.lastIndex;
    const found = token.exec(formula)?.[1];
    if (found === undefined) throw new Error(`cannot read ${formula.slice(from)}`);
    tokens.push(found);
  }
  return tokens;
}

/** Reads operators that bind tighter than `floor`. */
function expression(tokens: string[], known: ReadonlyMap<string, number>, floor: number): number {
  let value = operand(tokens, known);
  for (;;) {
    const operator = tokens[0] ?? '';
    const binds = BINDS[operator] ?? 0;
    if (binds <= floor) return value;
    tokens.shift();
    value = apply(operator, value, expression(tokens, known, operator === '^' ? binds - 1 : binds));
  }
}

function operand(tokens: string[], known: ReadonlyMap<string, number>): number {
  const token = tokens.shift() ?? 'the end';
  if (token === '-') return -expression(tokens, known, SIGN);
  if (token === '(') return bracketed(tokens, known);
  if (/^\d/.test(token)) return Number(token);
  const call = FUNCTIONS[token];
  if (call && tokens[0] === '(') {
    tokens.shift();
    return call(bracketed(tokens, known));
  }
  const value = known.get(token);
  if (value === undefined) throw new Error(`${token} is not known`);
  return value;
}

function bracketed(tokens: string[], known: ReadonlyMap<string, number>): number {
  const value = expression(tokens, known, 0);
  if (tokens.shift() !== ')') throw new Error('a bracket is not closed');
  return value;
}

function apply(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    default:
      return a ** b;
  }
}

const SCALES: Readonly<Record<string, number>> = {
  '%': 0.01,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};
const WORDS = 'two three four five six seven eight nine ten eleven twelve'.split(' ');
const NUMBER = new RegExp(
  String.raw`(\d+(?:,\d{3})*(?:\.\d+)?(?:e\d+)?|\b(?:${WORDS.join('|')})\b) ?(%|thousand|million|billion|trillion)?`,
);

/** The first number of a phrase: `1.3 million visits` is 1,300,000 and `14%` is 0.14; null where there is none. */
export function statedNumber(phrase: string): number | null {
  const [, number, scale] = NUMBER.exec(phrase) ?? [];
  if (number === undefined) return null;
  const word = WORDS.indexOf(number);
  const value = word < 0 ? Number(number.replaceAll(',', '')) : word + 2;
  return value * (SCALES[scale ?? ''] ?? 1);
}
