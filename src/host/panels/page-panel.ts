/** A page of ours in an editor tab. It owns nothing; it draws what the history says about its subject. */
import * as vscode from 'vscode';
import { exerciseOf } from '../../core/content.ts';
import { messageOf } from '../../core/errors.ts';
import type { PageName } from '../../protocol/page-names.ts';
import {
  parsePageMemory,
  type Acknowledging,
  type FromEveryPage,
  type ToEveryPage,
} from '../../protocol/page.ts';
import type { Kind } from '../../core/kinds.ts';
import type { Services, GetServices } from '../services.ts';
import { Disposables } from '../disposables.ts';
import { PageShell } from './page-shell.ts';

interface Message {
  readonly type: string;
}

/** The part of a page that others use to show something on it. */
export interface ShownPage<Out> {
  /** Shows `subject` and sends `message` once the page can receive it. */
  show(subject: string, message: Out, focus?: boolean): Promise<void>;
}

/** One kind of page. `In` is what it sends, `Out` what it receives. */
export interface PageKind<In extends Message, Out extends Message> {
  readonly page: PageName;
  readonly viewType: string;
  /** The title of the page and its tab until the content arrives, if its subject has none. */
  readonly title: string;
  /** The title of a subject that is not an exercise; null if it has none of its own. */
  titleOf?(services: Services, subject: string): string | null;
  /** `beside` the code, or in its place. */
  readonly column: 'beside' | 'active';
  /** Whether VS Code's own find widget searches it. */
  readonly find?: boolean;
  /** The kinds of exercise that it shows; none where this is left out. */
  readonly kinds?: readonly Kind[];
  /** The exercise that is in front; the subject itself where this is left out. */
  exerciseOf?(services: Services, subject: string): string | null;
  /** The subject that shows the exercise; the exercise itself where this is left out. */
  subjectOf?(services: Services, exercise: string): string | null;
  /** The message, or null when it is not one that this page sends. */
  parse(message: unknown): In | FromEveryPage | null;
  /** What changes only with the subject: sent when the page is ready and when another subject is shown. */
  content(
    services: Services,
    subject: string,
  ): Promise<{ readonly title: string; readonly message: Out }>;
  /** What changes with every event, where something does. */
  state?(services: Services, subject: string): Out | Promise<Out>;
  /** Carries out what the page asked for. Rejects with a UserError that the page then shows. */
  perform(services: Services, subject: string, message: In, page: ShownPage<Out>): Promise<void>;
  /** What to show after a window reload, given what the page remembers; null closes it. */
  restore(services: Services, subject: string | null): string | null;
  /** The user closed the page. */
  closed?(services: Services, subject: string): void;
}

interface Shown {
  readonly panel: vscode.WebviewPanel;
  readonly disposables: Disposables;
  /** Resolves when it is known what the page shows. */
  readonly known: Promise<unknown>;
  ready: boolean;
  /** How many of the page's messages have been dealt with since it was loaded. */
  carriedOut: number;
}

export class PagePanel<In extends Message, Out extends Message> implements ShownPage<Out> {
  private shown: Shown | null = null;
  private subjectId: string | null = null;
  /** The redraw that has been requested for the end of this turn. */
  private drawing: Promise<void> | null = null;
  /** What to send as soon as the page can receive. */
  private pending: Out[] = [];
  private disposed = false;
  private readonly front = new vscode.EventEmitter<void>();
  /** Fires when the page comes to the front or leaves it, and when its subject changes. */
  readonly onDidChangeFront = this.front.event;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly getServices: GetServices,
    private readonly kind: PageKind<In, Out>,
  ) {}

  get viewType(): string {
    return this.kind.viewType;
  }

  /** What the page shows, or showed last. */
  get subject(): string | null {
    return this.subjectId;
  }

  get kinds(): readonly Kind[] {
    return this.kind.kinds ?? [];
  }

  /** The exercise that the page shows, or showed last. */
  exercise(services: Services): string | null {
    const subject = this.subjectId;
    if (subject === null || this.kinds.length === 0) return null;
    return this.kind.exerciseOf ? this.kind.exerciseOf(services, subject) : subject;
  }

  /** Shows the exercise as it stands, without beginning anything. */
  async openExercise(services: Services, exercise: string, focus = false): Promise<void> {
    const { kind } = this;
    const subject = kind.subjectOf ? kind.subjectOf(services, exercise) : exercise;
    if (subject !== null) await this.open(subject, focus);
  }

  get isActive(): boolean {
    return this.shown?.panel.active ?? false;
  }

  get isOpen(): boolean {
    return this.shown !== null;
  }

  /** Shows `subject`; the keyboard stays where it is unless `focus`. */
  async open(subject: string, focus = false): Promise<void> {
    const services = await this.getServices();
    const changed = subject !== this.subjectId;
    this.subjectId = subject;
    if (changed) this.front.fire();
    if (this.shown) {
      this.shown.panel.reveal(undefined, !focus);
      if (changed) await this.sendContent();
      return;
    }
    const viewColumn =
      this.kind.column === 'beside' ? vscode.ViewColumn.Two : vscode.ViewColumn.Active;
    const panel = vscode.window.createWebviewPanel(
      this.kind.viewType,
      this.titleOf(services, subject),
      { viewColumn, preserveFocus: !focus },
      { enableFindWidget: this.kind.find === true },
    );
    this.adopt(new PageShell(panel, this.kind.page, this.extensionUri));
  }

  /** Shows `subject` and sends `message` once the page can receive it. */
  async show(subject: string, message: Out, focus = false): Promise<void> {
    await this.open(subject, focus);
    if (this.shown?.ready) this.send(message);
    else this.pending.push(message);
  }

  /**
   * After a window reload, VS Code hands the panel back with its title and the state that the page kept. What it shows is
   * known when the history has been read.
   */
  async restore(shell: PageShell, state: unknown): Promise<void> {
    this.close();
    const before = this.subjectId;
    const known = this.getServices().then((services) =>
      this.restored(services, parsePageMemory(state).subject),
    );
    const shown = this.adopt(shell, known);
    const subject = await known;
    if (this.shown !== shown) return;
    if (subject === null) shell.panel.dispose();
    // A user who opened something in the meantime wants to see that.
    else if (this.subjectId === before) this.subjectId = subject;
    this.front.fire();
  }

  /** What the page showed, which may be of a pack that is still being read. */
  private async restored(services: Services, remembered: string | null): Promise<string | null> {
    const subject = this.kind.restore(services, remembered);
    if (subject === remembered) return subject;
    await services.packs.settled();
    return this.kind.restore(services, remembered);
  }

  /** Sends the content again; while it cannot be read, the page keeps what it shows. */
  async reload(): Promise<void> {
    try {
      await this.sendContent();
    } catch (error) {
      (await this.getServices()).log.info(`${this.kind.page} page: ${messageOf(error)}`);
    }
  }

  /** Sends the state at the end of this turn of the event loop, once for all requests made in it. */
  refresh(): Promise<void> {
    return (this.drawing ??= this.drawSoon());
  }

  private async drawSoon(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.drawing = null;
    await this.sendState();
  }

  private async sendState(): Promise<void> {
    const subject = this.subjectId;
    if (!this.shown?.ready || subject === null || !this.kind.state) return;
    // What is carried out while the state is being put together may not be in it.
    const { carriedOut } = this.shown;
    const message = await this.kind.state(await this.getServices(), subject);
    if (subject === this.subjectId) this.send(message, carriedOut);
  }

  close(): void {
    this.shown?.panel.dispose();
  }

  dispose(): void {
    this.disposed = true;
    this.close();
    this.front.dispose();
  }

  /** What the page is called before its content arrives. */
  private titleOf(services: Services, subject: string): string {
    const { kind } = this;
    if (kind.titleOf) return kind.titleOf(services, subject) ?? kind.title;
    return exerciseOf(services.index, subject)?.title ?? kind.title;
  }

  private adopt(shell: PageShell, known: Promise<unknown> = Promise.resolve()): Shown {
    const { panel } = shell;
    const disposables = new Disposables();
    const shown: Shown = { panel, disposables, known, ready: false, carriedOut: 0 };
    this.shown = shown;
    const icon = (name: string): vscode.Uri =>
      vscode.Uri.joinPath(this.extensionUri, 'media', name);
    panel.iconPath = { light: icon('tab-light.svg'), dark: icon('tab-dark.svg') };
    shell.listen((message) => void this.receive(shown, message));
    disposables.add(panel.onDidChangeViewState(() => this.front.fire()));
    panel.onDidDispose(() => {
      disposables.dispose();
      if (this.shown !== shown) return;
      this.shown = null;
      this.front.fire();
      // With the window everything goes, and comes back as it was.
      if (!this.disposed) void this.noteClosed();
    });
    return shown;
  }

  private async receive(shown: Shown, message: unknown): Promise<void> {
    const services = await this.getServices();
    await shown.known;
    if (this.shown !== shown) return;
    const parsed = this.kind.parse(message);
    if (!parsed || this.subjectId === null) {
      shown.carriedOut += 1;
      services.log.warn(`The ${this.kind.page} page sent a message that could not be understood.`);
      return;
    }
    if (isReady(parsed)) shown.carriedOut = 0;
    try {
      if (isFailed(parsed)) services.log.error(`${this.kind.page} page: ${parsed.message}`);
      else if (isReady(parsed)) await this.welcome();
      else await this.kind.perform(services, this.subjectId, parsed, this);
      shown.carriedOut += 1;
    } catch (error) {
      shown.carriedOut += 1;
      services.log.error(messageOf(error));
      this.send({ type: 'error', message: messageOf(error) });
    }
  }

  private async noteClosed(): Promise<void> {
    const subject = this.subjectId;
    if (subject !== null) this.kind.closed?.(await this.getServices(), subject);
  }

  private async welcome(): Promise<void> {
    if (this.shown) this.shown.ready = true;
    await this.sendContent();
    for (const waiting of this.pending.splice(0)) this.send(waiting);
  }

  private async sendContent(): Promise<void> {
    const subject = this.subjectId;
    if (!this.shown?.ready || subject === null) return;
    const { title, message } = await this.kind.content(await this.getServices(), subject);
    if (subject !== this.subjectId) return;
    this.shown.panel.title = title;
    this.send(message);
    await this.sendState();
  }

  private send(message: Out | ToEveryPage, carriedOut = this.shown?.carriedOut ?? 0): void {
    const acknowledging: (Out | ToEveryPage) & Acknowledging = { ...message, carriedOut };
    if (this.shown?.ready) void this.shown.panel.webview.postMessage(acknowledging);
  }
}

function isReady(message: Message): message is Extract<FromEveryPage, { type: 'ready' }> {
  return message.type === 'ready';
}

function isFailed(message: Message): message is Extract<FromEveryPage, { type: 'failed' }> {
  return message.type === 'failed';
}
