/** Somebody stopped us: there is no result, and nothing is wrong. The message says all there is to say. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(message = 'Interrupted.') {
    super(message);
  }
}
