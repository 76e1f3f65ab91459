/** Tells once about each kind of trouble, as a whole sentence. */
export class Problems {
  private readonly told = new Set<string>();

  constructor(private readonly onProblem: (message: string) => void) {}

  tell(kind: string, message: string): void {
    if (this.told.has(kind)) return;
    this.told.add(kind);
    this.onProblem(message);
  }

  wasTold(kind: string): boolean {
    return this.told.has(kind);
  }

  /** It is over: if it comes again, it is told again. */
  over(kind: string): void {
    this.told.delete(kind);
  }
}
