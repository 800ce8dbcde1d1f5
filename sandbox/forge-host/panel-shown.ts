/** Jira shows an issue panel only where it was pinned for the project, or added to the issue by somebody. */
import type { Platform } from './platform.ts';

const placeOf = (moduleKey: string, issueKey: string): string => `${moduleKey} ${issueKey}`;

/** True when the panel is on the issue. */
export function isPanelShown(platform: Platform, moduleKey: string, issueKey: string): boolean {
  const { appUuid, environmentId, options } = platform;
  const moduleId = `ari:cloud:ecosystem::extension/${appUuid}/${environmentId}/static/${moduleKey}`;
  const isPinned = options.isPanelPinned?.(moduleId, issueKey) ?? true;
  return isPinned || platform.addedPanels.has(placeOf(moduleKey, issueKey));
}

/** What a click on the app's button of an issue does. */
export function addPanel(platform: Platform, moduleKey: string, issueKey: string): void {
  platform.addedPanels.add(placeOf(moduleKey, issueKey));
}
