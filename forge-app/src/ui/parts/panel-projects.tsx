/** Shows the panel in projects: pinned there, it is open on every issue without a click on the app button. */
import {
  Button,
  Checkbox,
  Heading,
  Inline,
  Label,
  ProgressBar,
  Stack,
  Text,
  Textfield,
} from '@forge/react';
import { useEffect, useState } from 'react';
import type { PinPayload, PinProgress, ProjectChoice } from '../admin-contract';
import { callResolver } from '../call-resolver';
import { useChange } from '../use-change';
import { visibleText } from '../visible-text';
import { ChangeMessage } from './change-message';

const POLL_MS = 2_000;

interface PanelProjectsProps {
  pinnedIds: readonly string[];
  reload: () => Promise<void>;
}

/** Search, tick, apply. */
export const PanelProjects = ({ pinnedIds, reload }: PanelProjectsProps) => {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<ProjectChoice[] | undefined>(undefined);
  const [wanted, setWanted] = useState<Record<string, boolean>>({});
  const { isBusy, outcome, run } = useChange(reload);
  const progress = usePinProgress(outcome?.taskId);
  const search = async (): Promise<void> => {
    setFound(await callResolver<ProjectChoice[]>('searchProjects', { query }).catch(() => []));
  };
  const isWanted = (id: string): boolean => wanted[id] ?? pinnedIds.includes(id);
  const pins = listPins(wanted, pinnedIds);
  return (
    <Stack space="space.100">
      <Heading size="small" as="h2">
        Show the panel in projects
      </Heading>
      <Text>{`Shown in ${pinnedIds.length} ${pinnedIds.length === 1 ? 'project' : 'projects'}.`}</Text>
      <Label labelFor="project-search">Find a project</Label>
      <Inline space="space.100" alignBlock="center">
        <Textfield
          id="project-search"
          name="projectSearch"
          value={query}
          onChange={(event: { target: { value: string } }) => setQuery(event.target.value)}
        />
        <Button isDisabled={isBusy} onClick={() => void search()}>
          Search projects
        </Button>
      </Inline>
      {found?.length === 0 ? <Text>No project found.</Text> : null}
      {(found ?? []).map(({ projectId, key, name }) => (
        <Checkbox
          key={projectId}
          name={projectId}
          value={projectId}
          label={visibleText(`${name} (${key})`)}
          isChecked={isWanted(projectId)}
          onChange={() => setWanted({ ...wanted, [projectId]: !isWanted(projectId) })}
        />
      ))}
      <Button
        isDisabled={isBusy || pins.pin.length + pins.unpin.length === 0}
        onClick={() => void run('pinPanel', pins)}
      >
        Apply
      </Button>
      <ChangeMessage outcome={outcome} />
      {progress === undefined ? null : <Progress progress={progress} />}
    </Stack>
  );
};

function listPins(wanted: Record<string, boolean>, pinnedIds: readonly string[]): PinPayload {
  const changed = Object.entries(wanted).filter(([id, isOn]) => isOn !== pinnedIds.includes(id));
  return {
    pin: changed.filter(([, isOn]) => isOn).map(([id]) => id),
    unpin: changed.filter(([, isOn]) => !isOn).map(([id]) => id),
  };
}

const PROGRESS_WORDS: Record<PinProgress['state'], string> = {
  running: 'Jira is working on it',
  done: 'Jira has finished',
  failed: 'Jira could not finish; search the projects again to see',
  unknown: 'Jira did not say how far it is',
};

const Progress = ({ progress }: { progress: PinProgress }) => (
  <Stack space="space.050">
    <Text>{PROGRESS_WORDS[progress.state]}</Text>
    <ProgressBar value={progress.percent / 100} ariaLabel="Progress of showing the panel" />
  </Stack>
);

/** Follows Jira's long task until it ends. */
function usePinProgress(taskId: string | undefined): PinProgress | undefined {
  const [progress, setProgress] = useState<PinProgress | undefined>(undefined);
  useEffect(() => {
    if (taskId === undefined || taskId === '') return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async (): Promise<void> => {
      const lost: PinProgress = { state: 'unknown', percent: 0 };
      const answer = await callResolver<PinProgress>('pinProgress', { taskId }).catch(() => lost);
      if (isOver) return;
      setProgress(answer);
      if (answer.state === 'running') timer = setTimeout(() => void look(), POLL_MS);
    };
    void look();
    return () => {
      isOver = true;
      if (timer !== undefined) clearTimeout(timer);
    };
  }, [taskId]);
  return taskId === undefined ? undefined : progress;
}
