/** Comments about what waits, was not done, or is left to a person (FEATURES.md, C3 to C8). */
import { assertNever, findAction, type PlannedAction, timeWords } from '@kraken/shared';
import type { ActionRow, DecisionNote } from '../ports.ts';
import {
  type CommentInput,
  ended,
  inState,
  isHiddenFromAsker,
  line,
  type Paragraph,
  plain,
  publicList,
  publicSentence,
  quoted,
} from './comment-text.ts';

/** How it can be undone, unless a reason says so already. */
function wayBackOf({ type, classification }: PlannedAction): string[] {
  const sentence = findAction(type)?.reversibility.sentence;
  const isSaid = classification.reasons.some((reason) => reason.sentence.includes(sentence ?? ''));
  return sentence === undefined || isSaid ? [] : [ended(plain(sentence))];
}

/** C3: for administrators only, with the link. */
export function stagedParagraphs(input: CommentInput): Paragraph[] {
  const { actions, approval, link } = input;
  const waiting = inState(actions, 'staged');
  const paragraphs: Paragraph[] = [line(`Approval needed. ${askedBy(input, waiting)}`)];
  for (const { planned } of waiting) {
    const { resolved, classification } = planned;
    const radius = (resolved?.radius ?? []).map((sentence) => ended(plain(sentence)));
    const what = [
      ended(`This would: ${plain(planned.sentence)}`),
      ...(radius.length > 0 ? [`It touches: ${radius.join(' ')}`] : []),
      ...wayBackOf(planned),
    ];
    paragraphs.push(line(what.join(' ')));
    paragraphs.push(
      line(
        `Why I ask: ${classification.reasons.map(({ rule, sentence }) => `${plain(sentence)} (${rule})`).join(' ')}`,
      ),
    );
  }
  for (const { label, before, after } of approval?.body.drift ?? []) {
    paragraphs.push(
      line(`Changed since it was allowed: ${plain(label)}: ${plain(before)} → ${plain(after)}.`),
    );
  }
  const until = approval ? ` until ${timeWords(approval.expiresAtMs)}` : '';
  const last: Paragraph = [
    {
      text: `Decide in the Kraken panel${link === undefined ? '' : ' or here'}${until}${link === undefined ? '.' : ': '}`,
    },
  ];
  if (link !== undefined) {
    last.push({ text: 'look at the request', href: link });
    last.push({ text: '. Opening the link changes nothing; you will be asked to sign in.' });
  }
  return [...paragraphs, last];
}

/** Whose words or whose press it is; words only where the ticket has them. */
function askedBy(
  { decision: { origin }, requesterName }: CommentInput,
  waiting: readonly ActionRow[],
): string {
  const name = plain(requesterName);
  if (origin?.kind === 'undo') {
    return `${name} pressed Undo in the panel, to take back what was done under Ref ${origin.of}.`;
  }
  const quotes = waiting.flatMap(({ planned }) =>
    planned.quotes.flatMap(({ text, source }) => (source.kind === 'press' ? [] : [quoted(text)])),
  );
  const words = [...new Set(quotes)].join(' ');
  if (!origin) return `${name} wrote: ${words}`;
  const said = words === '' ? '' : ` The ticket says: ${words}`;
  return `${name} pressed Retry in the panel, as it had failed under Ref ${origin.of}.${said}`;
}

/** C4: for everybody, no link, and only while it waits. */
export function stagedPublicParagraphs({
  actions,
  approval,
  requesterName,
}: CommentInput): Paragraph[] {
  if (approval?.state !== 'staged') return [];
  const waiting = publicList(inState(actions, 'staged'));
  return [
    line(
      `Thank you, ${plain(requesterName)}. This needs an administrator’s approval: ${waiting}. Nothing of it has happened yet. I will write here either way, at the latest ${timeWords(approval.expiresAtMs)}.`,
    ),
  ];
}

/** C5, C6, and a request whose words are gone. */
export function notDoneParagraphs({ actions, approval }: CommentInput): Paragraph[] {
  const denied = inState(actions, 'denied');
  if (denied.length > 0) {
    const by = plain(approval?.decidedBy?.name ?? 'An administrator');
    if (approval?.decidedBy?.isWithdrawal) {
      return [
        line(
          `Withdrawn: ${publicList(denied)}. ${by} took the request back. None of it was changed.`,
        ),
      ];
    }
    const reason = approval?.decidedBy?.reason ? `: ${quoted(approval.decidedBy.reason)}` : '';
    return [
      line(
        `Not done: ${publicList(denied)}. ${by} decided against it${reason}. None of it was changed. If things are different now, reply and say how.`,
      ),
    ];
  }
  const superseded = inState(actions, 'superseded');
  if (superseded.length > 0) {
    return [
      line(
        `Withdrawn: ${publicList(superseded)}. The ticket no longer asks for it, so the request is closed. None of it was changed.`,
      ),
    ];
  }
  const by = approval ? timeWords(approval.expiresAtMs) : 'the deadline';
  return [
    line(
      `Not done: ${publicList(inState(actions, 'expired'))}. Nobody decided by ${by}; that is not a no. None of it was changed. Reply here to ask again.`,
    ),
  ];
}

/** C7, C8 and the sentences for what is already so, was looked up, or is left to a person. */
export function noteParagraphs(notes: readonly DecisionNote[]): Paragraph[] {
  return notes.map((note) => line(noteWords(note)));
}

function noteWords({ kind, sentence, quote }: DecisionNote): string {
  const said = plain(sentence);
  switch (kind) {
    case 'question':
      return `One question first: ${said} Please reply here; until then I do nothing about it.`;
    case 'stuck':
      return `${said} Reply here and I will try again, or ask an administrator.`;
    case 'waiting':
      return `Not read yet: ${said}`;
    case 'already':
      return `Nothing to do: ${said}`;
    case 'answer':
      return `${said} Nothing was changed.`;
    case 'unsupported':
    case 'left-over':
      return `I cannot do this one: ${quote === undefined ? '' : `${quoted(quote)}. `}${said} Nothing was changed for it; a person needs to take over.`;
    default:
      return assertNever(kind);
  }
}

/** C8, refused by rule. */
export function refusedParagraphs(actions: readonly ActionRow[]): Paragraph[] {
  return inState(actions, 'refused').map((action) =>
    line(
      `I may not do this one: ${publicSentence(action)}. ${refusalOf(action)} Nothing was changed for it.`,
    ),
  );
}

/** A rule's sentence may name what it is about. */
function refusalOf(action: ActionRow): string {
  if (isHiddenFromAsker(action)) return 'A rule does not allow it.';
  return plain(action.planned.classification.reasons[0]?.sentence ?? '');
}

/** How the restricted comment ends once somebody has decided. */
export function closedParagraphs({ approval }: CommentInput): Paragraph[] {
  const by = approval?.decidedBy ? ` by ${plain(approval.decidedBy.name)}` : '';
  const at = approval?.decidedAtMs ? `, ${timeWords(approval.decidedAtMs)}` : '';
  const how = approval?.decidedBy?.isWithdrawal ? 'withdrawn' : (approval?.state ?? 'closed');
  return [line(`Closed: ${how}${by}${at}. The link no longer works.`)];
}
