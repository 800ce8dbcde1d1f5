/** Keeps the issue page alive: comments and fields as Jira has them now, and the frame as tall as its content. */
import type { HostElement } from '../render/host-element.ts';
import { patchChildren } from './patch-dom.ts';

const REFRESH_MS = 1000;

function followFrames(): void {
  window.addEventListener('message', (event) => {
    const { kind, height } = (event.data ?? {}) as { kind?: string; height?: number };
    if (
      event.origin !== location.origin ||
      kind !== 'forge-frame-height' ||
      typeof height !== 'number'
    )
      return;
    for (const frame of document.querySelectorAll('iframe')) {
      if (frame.contentWindow === event.source) frame.style.height = `${Math.ceil(height) + 8}px`;
    }
  });
}

async function refresh(source: string): Promise<void> {
  const response = await fetch(source);
  if (!response.ok) return;
  const { issue, comments } = (await response.json()) as {
    issue: HostElement;
    comments: HostElement;
  };
  for (const [id, tree] of [
    ['issue', issue],
    ['comments', comments],
  ] as const) {
    const place = document.getElementById(id);
    if (place) patchChildren(place, [tree]);
  }
}

followFrames();
const source = document.body.dataset['refresh'];
if (source) {
  const again = (): void => {
    void refresh(source)
      .catch(() => {})
      .finally(() => setTimeout(again, REFRESH_MS));
  };
  again();
}
document
  .getElementById('viewer')
  ?.addEventListener('change', (event) => (event.target as HTMLSelectElement).form?.submit());
