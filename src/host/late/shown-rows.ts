/**
 * The rows that a view showed, kept on disk. A new window shows them until the history has been read, which takes seconds
 * after years of practice.
 */
import * as vscode from 'vscode';

/** Milliseconds without a change before the rows are written. */
const QUIET_MS = 250;

interface KeptRow {
  readonly node: object;
  readonly item: vscode.TreeItem;
  /** The rows below it, if they were shown. */
  readonly rows?: readonly KeptRow[];
}

interface Kept {
  readonly version: string;
  readonly rows: readonly KeptRow[];
}

export class ShownRows {
  private roots: readonly object[] = [];
  private below = new WeakMap<object, readonly object[]>();
  private items = new WeakMap<object, vscode.TreeItem>();
  private writing: ReturnType<typeof setTimeout> | undefined;
  private written: string | null = null;

  /** @param version the product's version. Another version may have other rows and other forms of nodes. */
  constructor(
    private readonly file: vscode.Uri,
    private readonly version: string,
  ) {}

  /** The nodes below `node`, or the top-level ones; undefined if they were not shown. */
  rows(node?: object): readonly object[] | undefined {
    return node ? this.below.get(node) : this.roots;
  }

  item(node: object): vscode.TreeItem | undefined {
    return this.items.get(node);
  }

  noteRows(node: object | undefined, rows: readonly object[]): void {
    if (node) this.below.set(node, rows);
    else this.roots = rows;
    this.writeSoon();
  }

  noteItem(node: object, item: vscode.TreeItem): void {
    this.items.set(node, item);
    this.writeSoon();
  }

  /** Reads the rows of the last window; there are none if another version wrote them or they cannot be read. */
  async read(): Promise<void> {
    try {
      const text = Buffer.from(await vscode.workspace.fs.readFile(this.file)).toString();
      const kept = JSON.parse(text) as Kept;
      if (kept.version === this.version) this.roots = kept.rows.map((row) => this.take(row));
    } catch {
      // No file exists until the view has been shown for the first time.
      this.forget();
    }
  }

  forget(): void {
    this.roots = [];
    this.below = new WeakMap();
    this.items = new WeakMap();
  }

  dispose(): void {
    clearTimeout(this.writing);
  }

  private take({ node, item, rows }: KeptRow): object {
    this.items.set(node, revived(item));
    if (rows)
      this.below.set(
        node,
        rows.map((row) => this.take(row)),
      );
    return node;
  }

  private writeSoon(): void {
    clearTimeout(this.writing);
    this.writing = setTimeout(() => void this.write(), QUIET_MS);
  }

  private async write(): Promise<void> {
    const kept: Kept = { version: this.version, rows: this.kept(this.roots) };
    const text = JSON.stringify(kept);
    // VS Code asks for the nodes first and for their items afterwards.
    if (kept.rows.length === 0 || text === this.written) return;
    this.written = text;
    try {
      // The file is replaced whole, even if the window closes in the meantime.
      const part = this.file.with({ path: `${this.file.path}.${process.pid}` });
      await vscode.workspace.fs.writeFile(part, Buffer.from(text));
      await vscode.workspace.fs.rename(part, this.file, { overwrite: true });
    } catch {
      // The next window then waits for the history; nothing is lost.
      this.written = null;
    }
  }

  private kept(nodes: readonly object[]): KeptRow[] {
    return nodes.flatMap((node) => {
      const item = this.items.get(node);
      const rows = this.below.get(node);
      if (!item) return [];
      return [{ node, item: plain(item), ...(rows ? { rows: this.kept(rows) } : {}) }];
    });
  }
}

/** The item as JSON can keep it: a Markdown text has no fields of its own. */
function plain(item: vscode.TreeItem): vscode.TreeItem {
  const { tooltip } = item;
  if (!(tooltip instanceof vscode.MarkdownString)) return item;
  return Object.assign({}, item, { tooltip: { value: tooltip.value } as vscode.MarkdownString });
}

/** The item as VS Code accepts it, with icons and Markdown texts of its own classes. */
function revived({ iconPath, tooltip, ...rest }: vscode.TreeItem): vscode.TreeItem {
  const icon = iconPath as vscode.ThemeIcon | undefined;
  return {
    ...rest,
    ...(icon && { iconPath: themeIcon(icon) }),
    ...(tooltip !== undefined && {
      tooltip: typeof tooltip === 'string' ? tooltip : new vscode.MarkdownString(tooltip.value),
    }),
  };
}

function themeIcon({ id, color }: vscode.ThemeIcon): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id, color && new vscode.ThemeColor(color.id));
}
