/** The administration page in Jira's settings: checklist, what waits, settings, panel in projects, pause. */
import ForgeReconciler, { Button, SectionMessage, Spinner, Stack, Text } from '@forge/react';
import { timeWords } from '@kraken/shared';
import type { AdminView, PendingList } from './admin-contract';
import { Checklist } from './parts/checklist';
import { PanelProjects } from './parts/panel-projects';
import { PauseForm } from './parts/pause-form';
import { Pending } from './parts/pending-list';
import { SettingsForm } from './parts/settings-form';
import { useAdmin } from './use-admin';
import { visibleText } from './visible-text';

const Admin = () => {
  const { view, pending, isLost, reload } = useAdmin();
  return (
    <Stack space="space.300">
      {isLost ? (
        <SectionMessage appearance="error" title="The page could not be loaded">
          <Text>The connection broke. Nothing was changed.</Text>
        </SectionMessage>
      ) : null}
      {view === undefined && !isLost ? <Spinner label="Loading" /> : null}
      {view === undefined ? null : <Content view={view} pending={pending} reload={reload} />}
      <Button appearance="subtle" onClick={() => void reload()}>
        Check again
      </Button>
    </Stack>
  );
};

interface ContentProps {
  view: AdminView;
  pending: PendingList | undefined;
  reload: () => Promise<void>;
}

const Content = ({ view, pending, reload }: ContentProps) => {
  switch (view.state) {
    case 'not-administrator':
      return <Text>Only a Jira administrator can use this page.</Text>;
    case 'no-answer':
      return <Text>Jira did not say whether you administer this site. Press Check again.</Text>;
    case 'no-service':
      return <Checklist lines={view.checklist} />;
    case 'ready': {
      const { settings, paused, connection } = view.answer;
      return (
        <Stack space="space.300">
          <Checklist lines={view.checklist} />
          <Pending pending={pending} />
          <SettingsForm settings={settings} automaticTypes={view.automaticTypes} reload={reload} />
          <PanelProjects pinnedIds={settings.panelProjectIds} reload={reload} />
          <PauseForm paused={paused} reload={reload} />
          <Text>
            {visibleText(
              `Policy ${connection.policyVersion}. Last sign of life: ${connection.lastSeenAt === null ? 'none yet' : timeWords(Date.parse(connection.lastSeenAt))}.`,
            )}
          </Text>
        </Stack>
      );
    }
    default:
      return null;
  }
};

ForgeReconciler.render(<Admin />);
