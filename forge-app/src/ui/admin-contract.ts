/** What the administration page and its resolver say to each other. Types only. */
import type { DecisionView, SettingsAnswer, SiteSettingsBody } from '@kraken/shared';

/** One line of the first-run checklist. `wait`: settles by itself. */
export interface CheckLine {
  id: 'service' | 'permissions' | 'restricted-comment' | 'plan' | 'panel';
  state: 'good' | 'wait' | 'todo' | 'bad' | 'unknown';
  /** What is so, and what to do. */
  sentence: string;
}

/** An action type that may run by itself. */
export interface AutomaticType {
  type: string;
  title: string;
}

/** Answer of `getAdmin`. */
export type AdminView =
  | {
      state: 'ready';
      answer: SettingsAnswer;
      checklist: CheckLine[];
      automaticTypes: AutomaticType[];
    }
  /** The service did not answer; the checklist says what is known. */
  | { state: 'no-service'; checklist: CheckLine[] }
  | { state: 'not-administrator' | 'no-answer' };

/** Answer of everything that changes something: one sentence, and whether it was done. */
export interface ChangeOutcome {
  isDone: boolean;
  sentence: string;
  /** Jira's long task, when the change is one. */
  taskId?: string;
}

export interface GroupChoice {
  groupId: string;
  name: string;
}

export interface ProjectChoice {
  projectId: string;
  key: string;
  name: string;
}

/** Progress of pinning the panel. */
export interface PinProgress {
  state: 'running' | 'done' | 'failed' | 'unknown';
  /** 0 to 100. */
  percent: number;
}

/** Answer of `listApprovals`: what waits for an administrator, oldest deadline first as the service lists it. */
export type PendingList =
  | { state: 'ready'; items: DecisionView[]; hasMore: boolean }
  | { state: 'unavailable' };

export interface SaveSettingsPayload {
  settings: SiteSettingsBody;
}

export interface PausePayload {
  paused: boolean;
  reason: string;
}

export interface PinPayload {
  pin: string[];
  unpin: string[];
}
