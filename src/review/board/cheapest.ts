/** Keeps the cheapest few of what is offered; of equally cheap ones those that came first. */
export class Cheapest<T extends { readonly cost: number }> {
  private readonly kept: T[] = [];

  constructor(private readonly most: number) {}

  /** Cheapest first. */
  get all(): readonly T[] {
    return this.kept;
  }

  /** What costs as much or more is not kept. */
  get limit(): number {
    return this.kept.length < this.most ? Infinity : (this.kept.at(-1)?.cost ?? Infinity);
  }

  offer(one: T): void {
    if (one.cost >= this.limit) return;
    const { kept } = this;
    let [low, high] = [0, kept.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((kept[middle]?.cost ?? 0) <= one.cost) low = middle + 1;
      else high = middle;
    }
    kept.splice(low, 0, one);
    if (kept.length > this.most) kept.pop();
  }
}
