/** R111 and R112: what the site's own settings and playbook say. They tighten and never loosen. */
import type { FreezeWindow } from '../classification.ts';
import { plainSentence } from '../plain-name.ts';
import type { PolicyRule, Subject } from '../rule.ts';
import { standings } from './people.ts';

/** True when the requester may do the action without Kraken: administers every project touched, or the site. */
function couldDoItAlone(subject: Subject): boolean {
  if (subject.input.requester.isSiteAdmin === true) return true;
  const touched = standings(subject);
  return touched.length > 0 && touched.every(({ isProjectAdmin }) => isProjectAdmin === true);
}

// Negated, so that a window whose bounds are not numbers is open.
const isOpen = ({ fromMs, untilMs }: FreezeWindow, nowMs: number): boolean =>
  !(nowMs < fromMs || nowMs >= untilMs);

function modeSentence(subject: Subject): string | undefined {
  const { mode } = subject.input.site;
  if (mode === 'default') return undefined;
  if (mode === 'paused') return 'Kraken is paused on this site.';
  return couldDoItAlone(subject)
    ? undefined
    : 'This site is in strict mode, and Jira does not say that the person who asked could do it alone.';
}

function siteTightens(subject: Subject): string | undefined {
  const { action, site, nowMs } = subject.input;
  const parts: string[] = [];
  if (site.autoOff.includes(action.type)) {
    parts.push('Automatic execution is switched off for this kind of action.');
  }
  const mode = modeSentence(subject);
  if (mode !== undefined) parts.push(mode);
  const window = site.freezeWindows.find((one) => isOpen(one, nowMs));
  if (window !== undefined) parts.push(`A freeze window is open: ${plainSentence(window.reason)}.`);
  return parts.length === 0 ? undefined : parts.join(' ');
}

function tightened({ input: { action, site } }: Subject): string | undefined {
  const parts = action.playbookTightens.map(
    (sentence) => `It was marked for approval: ${plainSentence(sentence)}.`,
  );
  // Negated, so that what is not a number is under the threshold.
  if (!(action.confidence >= site.thresholds.confidence)) {
    parts.push(
      `The analysis is ${percent(action.confidence)} sure of its reading, this site asks for ${percent(site.thresholds.confidence)}.`,
    );
  }
  return parts.length === 0 ? undefined : parts.join(' ');
}

/** `79.5 %`: rounded down, so that a value under a limit never prints as the limit. */
const percent = (share: number): string =>
  Number.isFinite(share) ? `${Math.floor(share * 1_000) / 10} %` : 'an unknown share';

export const siteRules: readonly PolicyRule[] = [
  {
    id: 'R111',
    class: 'requires-approval',
    when: 'auto is off for this kind, the mode of the site asks for it, or a freeze window is open',
    uses: (subject) => ({
      mode: subject.input.site.mode,
      autoOff: subject.input.site.autoOff.includes(subject.input.action.type),
      isSiteAdmin: subject.input.requester.isSiteAdmin,
      isProjectAdmin: standings(subject).map(({ projectId, isProjectAdmin }) => ({
        projectId,
        isProjectAdmin,
      })),
      openFreezeWindows: subject.input.site.freezeWindows.filter((one) =>
        isOpen(one, subject.input.nowMs),
      ).length,
    }),
    matches: siteTightens,
  },
  {
    id: 'R112',
    class: 'requires-approval',
    when: 'a playbook rule tightens it, or the analysis is less sure than the site asks for',
    uses: ({ input }) => ({
      confidence: input.action.confidence,
      threshold: input.site.thresholds.confidence,
      playbookTightens: [...input.action.playbookTightens],
    }),
    matches: tightened,
  },
];
