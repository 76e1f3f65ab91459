/** Somebody stopped us: there is no result, and nothing is wrong. The message is all that is to be said. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(message = 'Interrupted.') {
    super(message);
  }
}
