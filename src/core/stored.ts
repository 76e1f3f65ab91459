/** Names on the user's disk that every process of ours has to agree on: the windows, the server, and tests. */

/** In the extension's storage. */
export const STORED = {
  history: 'history.jsonl',
  /** The sign of life of the window with the running clock. */
  lease: 'running.json',
  /** Folder with the code of attempts. */
  code: 'code',
  /** Folder that says what windows have turned off. */
  quiet: 'quiet',
  /** Folder of the rows that the views showed last. */
  rows: 'rows',
  /** Folder of the drills' files, which the package has in an archive. */
  drills: 'drills',
  /** Folder of the Python that we installed torch into. */
  python: 'python',
} as const;

/** Name of the practice folder where the setting names no other; a workspace that has one wakes the extension. */
export const PRACTICE_FOLDER = 'tensor-drills';
