/** Catches what throws while drawing, tells the host, and lets the user try again. */
import { Component, type ComponentChildren } from 'preact';
import type { PageMessage } from './page.ts';

interface Props {
  readonly post: (message: PageMessage) => void;
  readonly children: ComponentChildren;
}

export class Boundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  override componentDidCatch(error: unknown): void {
    this.props.post({ type: 'failed', message: describe(error) });
    this.setState({ failed: true });
  }

  private readonly again = (): void => {
    this.setState({ failed: false });
    this.props.post({ type: 'ready' });
  };

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main class="section">
        <h1>This page could not be shown</h1>
        <p role="alert">
          Nothing is lost: the clock, your file and your history are stored elsewhere.
        </p>
        <button type="button" class="primary" onClick={this.again}>
          Try again
        </button>
      </main>
    );
  }
}

/** An error for the host's log, within the protocol's limit. */
export function describe(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.slice(0, 4000);
}
