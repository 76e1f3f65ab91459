/** YAML text to a checked value; every problem with its line and column. Whoever wrote the text is not trusted. */
import { Composer, isAlias, isMap, isScalar, Lexer, Parser, visit, type Document } from 'yaml';
import * as v from 'valibot';
import { messageOf } from '../core/errors.ts';
import type { Problem } from '../core/problem.ts';

export type Read<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

/** A file with more is not read on: far beyond what people write, far below what would hold up the editor. */
const MOST = { lexemes: 50_000, depth: 60, aliased: 20, problems: 20 } as const;

/** Says where in `text` something stands that is wrong, given how far from its beginning. */
export function problemAt(file: string, text: string, offset: number, message: string): Problem {
  const before = text.slice(0, Math.max(0, offset)).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message };
}

/** Where the value at `path` is; `inside` asks for its key instead, or for a line (from 1) of a block that begins with `|`. */
export type Place = (
  path: readonly (string | number)[],
  inside?: number | 'key',
) => Omit<Problem, 'message'>;

/** Never throws, and takes bounded time: what is wrong with the text is a problem. */
export function readYaml<S extends v.GenericSchema>(
  file: string,
  text: string,
  schema: S,
): Read<v.InferOutput<S>> {
  return readPlacedYaml(file, text, schema);
}

/** The same for content that is checked further: it also says where each value stands. */
export function readPlacedYaml<S extends v.GenericSchema>(
  file: string,
  text: string,
  schema: S,
):
  | { readonly value: v.InferOutput<S>; readonly place: Place }
  | { readonly problems: readonly Problem[] } {
  const at = (offset: number, message: string): Problem => problemAt(file, text, offset, message);
  try {
    const doc = compose(text);
    if (doc.errors.length > 0) {
      return {
        problems: first(doc.errors).map((error) =>
          at(error.pos[0], sayError(error.code, error.message)),
        ),
      };
    }
    const result = v.safeParse(schema, valueOf(doc), { message: sayExpected });
    if (result.success) return { value: result.output, place: placeIn(file, text, doc) };
    return {
      problems: first(result.issues).map((issue) => {
        const path = (issue.path ?? []).map((step) => step.key);
        const message = path.length > 0 ? `${path.join('.')}: ${issue.message}` : issue.message;
        return at(offsetOf(doc, path, issue.path?.at(-1)?.origin === 'key'), message);
      }),
    };
  } catch (error) {
    return { problems: [at(error instanceof Refusal ? error.offset : 0, messageOf(error))] };
  }
}

/** The library says only that keys must be unique. */
function sayError(code: string, message: string): string {
  return code === 'DUPLICATE_KEY'
    ? 'The same key stands above. Give this one another name, or merge the two.'
    : message;
}

/** What the schema itself has no words for. */
function sayExpected({ type, kind, expected, received }: v.BaseIssue<unknown>): string {
  if (type === 'strict_object' && expected === 'never') {
    return 'There is no such key; correct its name, or remove it.';
  }
  if (type === 'strict_object' && received === 'undefined') return 'is missing';
  return kind === 'schema' && expected !== null
    ? `must be ${expected.replace(/^\(([^()]*)\)$/, '$1').replaceAll('|', 'or')}, not ${received}`
    : `is ${received}, which is not allowed here`;
}

/** After some, more would only bury them. */
function first<T>(all: readonly T[]): readonly T[] {
  return all.slice(0, MOST.problems);
}

class Refusal extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** The document in `text`. Throws a {@link Refusal} for what would take long, before it does. */
function compose(text: string): Document.Parsed {
  const parser = new Parser();
  const composer = new Composer({ uniqueKeys: true });
  const docs: Document.Parsed[] = [];
  let lexemes = 0;
  const feed = (tokens: ReturnType<Parser['next']>): void => {
    for (const token of tokens) docs.push(...composer.next(token));
  };
  for (const lexeme of new Lexer().lex(text)) {
    feed(parser.next(lexeme));
    lexemes += 1;
    if (parser.stack.length > MOST.depth) {
      throw new Refusal('This is nested too deeply. Flatten it.', parser.offset);
    }
    if (lexemes > MOST.lexemes) {
      throw new Refusal('There is too much in this file. Split it into several.', parser.offset);
    }
  }
  feed(parser.end());
  docs.push(...composer.end(true, text.length));
  const [doc, second] = docs;
  if (second) {
    throw new Refusal(
      'A file must contain only one document. Remove the line --- and everything below it.',
      second.range[0],
    );
  }
  if (!doc) throw new Refusal('The file is empty.', 0);
  return doc;
}

/** Throws a {@link Refusal} when aliases in it would blow it up. */
function valueOf(doc: Document.Parsed): unknown {
  try {
    return doc.toJS({ maxAliasCount: MOST.aliased });
  } catch {
    let alias = 0;
    visit(doc, {
      Alias(_key, node) {
        alias = isAlias(node) ? (node.range?.[0] ?? 0) : 0;
        return visit.BREAK;
      },
    });
    throw new Refusal('The aliases here repeat too much content. Write it out instead.', alias);
  }
}

function placeIn(file: string, text: string, doc: Document.Parsed): Place {
  const lines = text.split('\n');
  return (path, inside) => {
    const { line, column } = problemAt(file, text, offsetOf(doc, path, inside === 'key'), '');
    const node: unknown = doc.getIn(path, true);
    if (typeof inside !== 'number' || !isScalar(node) || node.type !== 'BLOCK_LITERAL') {
      return { file, line, column };
    }
    // The block's first line is below its header.
    const at = line + inside;
    return { file, line: at, column: Math.max(0, (lines[at - 1] ?? '').search(/\S/)) + 1 };
  };
}

/** Where the node at `path`, or its key, or the nearest parent that exists, begins. */
function offsetOf(doc: Document.Parsed, path: readonly unknown[], ofKey = false): number {
  const parent: unknown = doc.getIn(path.slice(0, -1), true);
  const pairs = ofKey && isMap(parent) ? parent.items : [];
  const keys = pairs.map((pair) => pair.key).filter((one) => isScalar(one));
  const key = keys.find((one) => String(one.value) === path.at(-1));
  if (key?.range) return key.range[0];
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = doc.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0]);
    }
  }
  return 0;
}
