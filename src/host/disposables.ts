/** Things to dispose of together; what is added after that is disposed of at once. */
export class Disposables {
  private readonly items = new Set<{ dispose(): unknown }>();
  private disposed = false;

  add<T extends { dispose(): unknown }>(item: T): T {
    if (this.disposed) item.dispose();
    else this.items.add(item);
    return item;
  }

  /** Adds a plain function to be called. */
  defer(stop: () => unknown): void {
    this.add({ dispose: stop });
  }

  dispose(): void {
    this.disposed = true;
    for (const item of this.items) item.dispose();
    this.items.clear();
  }
}
