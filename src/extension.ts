/** The composition root: creates, connects, registers; nothing else. */

export function activate(): void {
  // Composed step by step.
}
