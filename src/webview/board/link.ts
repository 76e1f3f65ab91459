/**
 * Keeps the board and its file the same. The host owns the file, and with it undo, redo and the unsaved state; the
 * board tells it each change once a gesture is over, and shows whatever the host says the file holds.
 */
import { CaptureUpdateAction } from '@excalidraw/excalidraw';
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';
import { EMPTY_DRAWING, type SceneFile } from '../../core/drawing-file.ts';
import type { FromBoard } from '../../protocol/board-page.ts';
import { shownOf, textOf, type ShownScene } from './scene.ts';

/** Milliseconds without a change after which one is told. */
const PAUSE = 120;

export class Link {
  private api: ExcalidrawImperativeAPI | null = null;
  private file: SceneFile = EMPTY_DRAWING;
  private turn = 0;
  /** What the file holds as far as the board knows; null until the user touches a scene that was just shown. */
  private told: string | null = null;
  private later: ReturnType<typeof setTimeout> | undefined;
  private pointerDown = false;

  constructor(private readonly post: (message: FromBoard) => void) {}

  /** Notes every way in which a user can begin to change something, before Excalidraw hears of it. */
  listen(): void {
    const touch = (): void => this.touch();
    for (const type of ['keydown', 'paste', 'cut', 'drop'] as const) {
      window.addEventListener(type, touch, { capture: true });
    }
    window.addEventListener('pointerdown', () => this.press(true), { capture: true });
    for (const type of ['pointerup', 'pointercancel', 'blur'] as const) {
      window.addEventListener(type, () => this.press(false), { capture: true });
    }
  }

  attach(api: ExcalidrawImperativeAPI): void {
    this.api = api;
  }

  /** Takes over what the file holds now; the scene to begin with when nothing is shown yet. */
  receive(text: string, turn: number): ShownScene {
    const shown = shownOf(text);
    clearTimeout(this.later);
    this.file = shown.file;
    this.turn = turn;
    this.told = null;
    this.api?.addFiles(Object.values(shown.files));
    this.api?.updateScene({
      elements: shown.elements,
      captureUpdate: CaptureUpdateAction.NEVER,
    });
    return shown;
  }

  /** From now on what differs from the scene as it is counts as the user's change. */
  touch(): void {
    if (this.api && this.told === null) this.told = textOf(this.api, this.file);
  }

  /** Excalidraw calls this whenever anything changed, the mouse's place included. */
  noteChange(): void {
    if (this.told === null) return;
    clearTimeout(this.later);
    this.later = setTimeout(() => this.tell(), PAUSE);
  }

  /** Tells the change that was not told yet, also in the middle of a gesture. */
  flush(): void {
    const text = this.change();
    if (text !== null) this.post({ type: 'changed', text, turn: this.turn });
  }

  answerFlush(request: number): void {
    this.post({ type: 'flushed', text: this.change(), turn: this.turn, request });
  }

  private press(down: boolean): void {
    if (down) this.touch();
    this.pointerDown = down;
    if (!down) this.noteChange();
  }

  /** One step of undo is one gesture or one text. */
  private tell(): void {
    const busy = this.pointerDown || this.api?.getAppState().editingTextElement != null;
    if (busy) this.noteChange();
    else this.flush();
  }

  private change(): string | null {
    clearTimeout(this.later);
    if (!this.api || this.told === null) return null;
    const text = textOf(this.api, this.file);
    if (text === this.told) return null;
    this.told = text;
    return text;
  }
}
