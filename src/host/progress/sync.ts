/** Keeps the sharing of progress in step with its setting. */
import type { HostServices } from '../host-services.ts';
import { Disposables } from '../disposables.ts';

interface Stoppable {
  dispose(): void;
}

export class SyncSetting {
  private readonly disposables = new Disposables();
  private folder = '';
  private running: Stoppable | null = null;

  /** `share` begins to share progress through a folder. */
  constructor(
    private readonly services: Pick<HostServices, 'home' | 'settings'>,
    private readonly share: (folder: string) => Stoppable,
  ) {
    this.disposables.add(services.settings.onDidChange(() => this.follow()));
    this.follow();
  }

  dispose(): void {
    this.disposables.dispose();
    this.running?.dispose();
  }

  private follow(): void {
    const { syncFolder } = this.services.settings;
    const folder = syncFolder.replace(/^~(?=$|[\\/])/, this.services.home);
    if (folder === this.folder) return;
    this.folder = folder;
    this.running?.dispose();
    this.running = folder === '' ? null : this.share(folder);
  }
}
