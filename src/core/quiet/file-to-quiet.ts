/** Decides when suggestions are off, from what a window sees. */

export type QuietSetting = 'ask' | 'on' | 'off';

/** A drill file with its unfinished attempt. */
export interface PractisedFile {
  readonly attempt: string;
  readonly path: string;
  readonly language: string;
}

export interface QuietView {
  readonly setting: QuietSetting;
  /** Whether the user was asked before and gave no answer. */
  readonly wasAsked: boolean;
  /** What is in front: a file being practised, another file, or no file at all (a page, a tree or nothing). */
  readonly front: PractisedFile | 'other-file' | 'no-file';
  /** Paths of the files that can be seen. */
  readonly visible: readonly string[];
  /** The file for which suggestions are off now. */
  readonly now: PractisedFile | null;
  /** The attempt during which the user turned them on again. */
  readonly leftAlone: string | null;
  /** Whether this window has the focus. */
  readonly focused: boolean;
  /** Whether settings written here also take effect in other windows. */
  readonly shared: boolean;
}

/**
 * For which file suggestions are to be off. Settings know no single files, so they are off while a drill file is the
 * one that is typed into; any other file that is clicked has them again.
 */
export function fileToQuiet(view: QuietView): PractisedFile | null {
  const { setting, front, visible, now, leftAlone, focused, shared } = view;
  if (setting !== 'on' || (shared && !focused)) return null;
  // A page beside the file is part of the practice; without the file there is nothing to keep quiet.
  const file = front === 'no-file' ? (now && visible.includes(now.path) ? now : null) : front;
  if (file === null || file === 'other-file' || file.attempt === leftAlone) return null;
  return file;
}

/** Whether to ask now. */
export function asks({ setting, wasAsked, front }: QuietView): boolean {
  return setting === 'ask' && !wasAsked && typeof front !== 'string';
}
