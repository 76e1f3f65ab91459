/** YAML text to a checked value; every problem with its line and column. */
import { LineCounter, parseDocument } from 'yaml';
import * as v from 'valibot';

/** Lines and columns count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type Read<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

export function readYaml<S extends v.GenericSchema>(
  file: string,
  text: string,
  schema: S,
): Read<v.InferOutput<S>> {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number, message: string): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, message };
  };
  if (doc.errors.length > 0) {
    return { problems: doc.errors.map((error) => at(error.pos[0], error.message)) };
  }
  const result = v.safeParse(schema, doc.toJS({ maxAliasCount: 20 }));
  if (result.success) return { value: result.output };
  return {
    problems: result.issues.map((issue) => {
      const path = (issue.path ?? []).map((step) => step.key);
      return at(offsetOf(doc, path), `${path.join('.')}: ${issue.message}`);
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
