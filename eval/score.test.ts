import type { ActionClass } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import type { Outcome } from './analysed-site.ts';
import type { RequestRow } from './read-texts.ts';
import { runPipeline, toTicket } from './run-pipeline.ts';
import { categoryOf, type ScoredAction, type ScoredOutcome, scoreRequest } from './score.ts';
import { worldFor } from './world.ts';

const QUOTE = { text: 'x', source: { kind: 'summary' }, voice: 'reporter' } as const;
const ANALYST = { kind: 'playbook', ruleIds: [] } as const;
const AUTO_BY_DEFAULT = new Set(['project.member.add', 'custom_field.create']);

function action(type: string, actionClass: ActionClass): ScoredAction {
  return {
    type,
    classification: { class: actionClass, level: 'standard', reasons: [], policyVersion: 'test' },
  };
}

function plan(actions: ScoredAction[], hasLeftOver = false): ScoredOutcome {
  return {
    analysis: {
      outcome: 'plan',
      actions: [],
      confidence: 1,
      analyst: { ...ANALYST, ruleIds: [] },
      ...(hasLeftOver && { leftOver: [QUOTE] }),
    },
    actions,
    notes: [],
  };
}

function row(
  category: RequestRow['expected_category'],
  ids: string[],
  also: RequestRow['also_accepted'] = [],
) {
  return {
    id: 'X1',
    kind: 'written' as const,
    summary: '',
    description: '',
    expected_category: category,
    expected_action_ids: ids,
    also_accepted: also,
  };
}

const score = (label: RequestRow, outcome: ScoredOutcome) =>
  scoreRequest(label, outcome, (id) => AUTO_BY_DEFAULT.has(id));

const ADD = action('project.member.add', 'auto-execute');
const DELETE = action('project.delete', 'requires-approval');

describe('a score', () => {
  it('is right when class and actions are those of the label, or of another accepted outcome', () => {
    expect(score(row('auto', ['project.member.add']), plan([ADD]))).toMatchObject({
      verdict: 'right',
      isWronglyAutomatic: false,
    });
    const also = [{ category: 'auto' as const, action_ids: ['project.member.add'] }];
    expect(score(row('ask', [], also), plan([ADD])).verdict).toBe('right');
  });

  it.each([
    ['another class', row('approval', ['project.member.add'])],
    ['other actions', row('auto', ['issue.assign'])],
    ['fewer actions', row('auto', ['project.member.add', 'issue.assign'])],
    ['none', row('none', [])],
    ['a question', row('ask', ['project.member.add'])],
    ['a refusal', row('refuse', [])],
  ])('counts as wrong and automatic where the label wants %s', (_, label) => {
    expect(score(label, plan([ADD]))).toMatchObject({ verdict: 'wrong', isWronglyAutomatic: true });
  });

  it('lets the automatic part of a plan run that is right as a whole', () => {
    const label = row('approval', ['project.member.add', 'project.delete']);
    expect(score(label, plan([ADD, DELETE]))).toMatchObject({
      verdict: 'right',
      isWronglyAutomatic: false,
    });
    const assign = action('issue.bulk_edit', 'auto-execute');
    const other = row('approval', ['issue.bulk_edit', 'project.delete']);
    expect(score(other, plan([assign, DELETE])).isWronglyAutomatic).toBe(true);
  });

  it('lets the automatic part run where all was proposed and the rest is asked back, and not where it was not', () => {
    const label = row('approval', ['project.member.add', 'project.delete']);
    const proposed = (type: string) => ({ type, args: {}, quotes: [], dependsOn: [] });
    const read = (...types: string[]): ScoredOutcome => ({
      ...plan([ADD]),
      analysis: {
        outcome: 'plan',
        actions: types.map(proposed),
        confidence: 1,
        analyst: { kind: 'playbook', ruleIds: [] },
      },
    });
    expect(score(label, read('project.member.add', 'project.delete'))).toMatchObject({
      verdict: 'left to a person',
      isWronglyAutomatic: false,
    });
    expect(score(label, read('project.member.add')).isWronglyAutomatic).toBe(true);
    const other = read('project.member.add', 'project.delete', 'issue.assign');
    expect(score(label, other).isWronglyAutomatic).toBe(true);
  });

  it('takes the own steps of a field as part of it, and no others', () => {
    const field = action('custom_field.create', 'auto-execute');
    const own = ['custom_field.create', 'custom_field.context.create', 'custom_field.option.add'];
    expect(score(row('auto', own), plan([field])).verdict).toBe('right');
    expect(score(row('auto', [...own, 'screen.field.add']), plan([field])).isWronglyAutomatic).toBe(
      true,
    );
  });

  it('is left to a person when a part of the plan waits and the rest was handed over', () => {
    const label = row('approval', ['project.delete', 'issue.move']);
    expect(score(label, plan([DELETE], true)).verdict).toBe('left to a person');
    expect(score(label, plan([DELETE])).verdict).toBe('wrong');
  });

  it('is more careful when the actions are right but wait, and wrong the other way round', () => {
    const waiting = plan([action('project.member.add', 'requires-approval')]);
    expect(score(row('auto', ['project.member.add']), waiting).verdict).toBe('more careful');
    expect(score(row('auto', ['custom_field.create']), waiting).verdict).toBe('wrong');
    const label = row('approval', ['project.member.add']);
    expect(score(label, plan([ADD]))).toMatchObject({ verdict: 'wrong', isWronglyAutomatic: true });
  });

  it('keeps the class of an action that only needs another connection than this one', () => {
    const refused = plan([action('user.delete', 'refused')]);
    expect(score(row('approval', ['user.delete']), refused).verdict).toBe('right');
    expect(score(row('approval', ['project.delete']), refused).verdict).toBe('wrong');
    const own = plan([action('project.delete', 'refused')]);
    expect(score(row('approval', ['project.delete']), own).verdict).toBe('wrong');
  });

  it('names silence wrong where something was asked', () => {
    const silent: ScoredOutcome = {
      analysis: { outcome: 'none', analyst: { ...ANALYST, ruleIds: [] } },
      actions: [],
      notes: [],
    };
    expect(score(row('auto', ['project.member.add']), silent).verdict).toBe('wrong');
    expect(score(row('none', []), silent).verdict).toBe('right');
  });

  it('takes the strictest class of a plan', () => {
    expect(categoryOf(plan([ADD, DELETE]))).toBe('approval');
    expect(categoryOf(plan([ADD, action('kraken.change', 'refused')]))).toBe('refuse');
  });
});

describe('the pipeline', () => {
  async function outcomeOf(summary: string, text = ''): Promise<Outcome> {
    return runPipeline(toTicket(summary, text), (analysis) =>
      worldFor(analysis.outcome === 'plan' ? analysis.actions : []),
    );
  }

  it.each([
    ['Add Priya Nair to project XYZ', 'auto', ['project.member.add']],
    ['Make Priya Nair admin of XYZ', 'approval', ['project.member.add']],
    ['Remove Priya Nair from XYZ', 'approval', ['project.member.remove']],
    ['Assign XYZ-3 to Priya Nair', 'auto', ['issue.assign']],
    ['Move XYZ-3 to In Review', 'auto', ['issue.transition']],
    ['Move XYZ-1 and XYZ-2 to the next sprint', 'auto', ['sprint.issue.move']],
    ['Create a text field called Cost centre for project XYZ', 'auto', ['custom_field.create']],
    ['Add "Berlin" to the Site dropdown', 'auto', ['custom_field.option.add']],
    ['Release version 4.2 of XYZ', 'approval', ['version.release']],
    ['Delete component Flash in XYZ', 'approval', ['component.delete']],
    ['Please restore the deleted project XYZ', 'approval', ['project.restore']],
    ['Disable issue creation in project XYZ', 'approval', ['permission_scheme.copy_and_assign']],
    ['Change the owner of the filter "Bugs" to Kim Park', 'approval', ['filter.owner.change']],
    ['Archive project XYZ', 'approval', ['project.archive']],
    ['Add Priya Nair to project XYZ/../../user', 'ask', []],
    ['Please delete the audit log', 'refuse', ['kraken.change']],
  ])('reads, resolves and classifies: %s', async (summary, category, types) => {
    const outcome = await outcomeOf(summary);
    expect(categoryOf(outcome)).toBe(category);
    expect(outcome.actions.map(({ type }) => type)).toEqual(types);
  });

  it('reads what stands behind [comment] as a comment of the reporter', async () => {
    const ticket = toTicket('A', 'B\n\n[comment] C');
    expect(ticket).toMatchObject({ description: 'B', comments: [{ text: 'C' }] });
  });
});
