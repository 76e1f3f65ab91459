/** What is wrong with content, and where. */

/** What is wrong with a file of a pack. Lines and columns count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}
