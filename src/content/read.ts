/** YAML text to a checked value; every problem with its line and column. */
import { parseDocument } from 'yaml';
import * as v from 'valibot';
import { messageOf } from '../core/errors.ts';

/** Lines and columns count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type Read<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

/** Says where in `text` something stands that is wrong, given how far from its beginning. */
export function problemAt(file: string, text: string, offset: number, message: string): Problem {
  const before = text.slice(0, Math.max(0, offset)).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message };
}

/** Never throws: what is wrong with the text is a problem. */
export function readYaml<S extends v.GenericSchema>(
  file: string,
  text: string,
  schema: S,
): Read<v.InferOutput<S>> {
  const doc = parseDocument(text, { uniqueKeys: true, prettyErrors: false });
  if (doc.errors.length > 0) {
    return { problems: doc.errors.map((e) => problemAt(file, text, e.pos[0], e.message)) };
  }
  let value: unknown;
  try {
    value = doc.toJS({ maxAliasCount: 20 });
  } catch (error) {
    return { problems: [problemAt(file, text, 0, messageOf(error))] };
  }
  const result = v.safeParse(schema, value);
  if (result.success) return { value: result.output };
  return {
    problems: result.issues.map((issue) => {
      const path = (issue.path ?? []).map((step) => step.key);
      const message = path.length > 0 ? `${path.join('.')}: ${issue.message}` : issue.message;
      return problemAt(file, text, offsetOf(doc, path), message);
    }),
  };
}

/** Where the node at `path`, or its nearest parent that exists, begins. */
function offsetOf(doc: ReturnType<typeof parseDocument>, path: readonly unknown[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = doc.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0]);
    }
  }
  return 0;
}
