/** @jsxImportSource react */
/** The page of a custom editor: draws what the file holds, and tells the host what the user changes. */
import './assets.ts';
import { createRoot, type Root } from 'react-dom/client';
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';
import { parseToBoard, type FromBoard, type ToBoard } from '../../protocol/board-page.ts';
import { App, type BoardModel } from './app.tsx';
import { insertArrow, insertBox } from './insert.ts';
import { listenToKeys } from './keys.ts';
import { Link } from './link.ts';
import { ARROWS, BOXES, GATES, type ArrowPiece, type BoxPiece } from './shapes.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromBoard): void };

class BoardPage {
  private model: BoardModel = { first: null, readOnly: false, broken: null, error: null };
  private api: ExcalidrawImperativeAPI | null = null;
  private readonly link: Link;

  constructor(
    private readonly root: Root,
    private readonly post: (message: FromBoard) => void,
  ) {
    this.link = new Link(post);
  }

  start(): void {
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      const message = parseToBoard(event.data);
      if (message) this.hear(message);
    });
    window.addEventListener('error', (event) => this.fail(event.error ?? event.message));
    window.addEventListener('unhandledrejection', (event) => this.fail(event.reason));
    this.link.listen();
    listenToKeys({
      undo: () => this.leave('undo'),
      redo: () => this.leave('redo'),
      insert: (key) => this.insert(key),
    });
    this.post({ type: 'ready' });
  }

  private hear(message: ToBoard): void {
    switch (message.type) {
      case 'scene': {
        const { text, turn, readOnly } = message;
        const shown = this.link.receive(text, turn);
        const first = this.model.first ?? shown;
        this.show({ first, readOnly, broken: null });
        return;
      }
      case 'broken':
        this.show({ broken: message.say });
        return;
      case 'flush':
        this.link.answerFlush(message.request);
        return;
      case 'select':
        this.select(message.elements);
        return;
      case 'error':
        this.show({ error: message.message });
    }
  }

  private show(change: Partial<BoardModel>): void {
    this.model = { ...this.model, ...change };
    this.root.render(
      <App
        model={this.model}
        attach={this.attach}
        changed={this.changed}
        box={this.box}
        arrow={this.arrow}
        command={(command) => this.post({ type: 'command', command })}
        dismiss={() => this.show({ error: null })}
      />,
    );
  }

  private readonly attach = (api: ExcalidrawImperativeAPI): void => {
    this.api = api;
    this.link.attach(api);
    // Not before it has the size of its place.
    requestAnimationFrame(() => api.scrollToContent(undefined, { fitToContent: true }));
  };

  private readonly changed = (): void => this.link.noteChange();

  private readonly box = (piece: BoxPiece): void => {
    if (!this.api) return;
    this.link.touch();
    insertBox(this.api, piece);
  };

  private readonly arrow = (piece: ArrowPiece): void => {
    if (!this.api) return;
    this.link.touch();
    insertArrow(this.api, piece);
  };

  private insert(key: string): boolean {
    if (this.model.readOnly || this.model.broken !== null) return false;
    const box = [...BOXES, ...GATES].find((one) => one.key === key);
    const arrow = ARROWS.find((one) => one.key === key);
    if (box) this.box(box);
    if (arrow) this.arrow(arrow);
    return box !== undefined || arrow !== undefined;
  }

  /** The editor undoes: it has one stack for the file, whoever changed it. */
  private leave(command: 'undo' | 'redo'): void {
    this.link.flush();
    this.post({ type: 'command', command });
  }

  private select(ids: readonly string[]): void {
    const { api } = this;
    const wanted = api?.getSceneElements().filter((one) => ids.includes(one.id)) ?? [];
    if (!api || wanted.length === 0) return;
    const selectedElementIds = Object.fromEntries(wanted.map(({ id }) => [id, true as const]));
    api.updateScene({ appState: { selectedElementIds, selectedGroupIds: {} } });
    const animate = !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    api.scrollToContent(wanted, { animate, fitToViewport: false });
  }

  private fail(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.post({ type: 'failed', message: text.slice(0, 4000) });
  }
}

const vscode = acquireVsCodeApi();
const place = document.getElementById('root');
if (place) new BoardPage(createRoot(place), (message) => vscode.postMessage(message)).start();
