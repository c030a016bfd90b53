import { Router, useNavigate, type RouteDefinition, type RouteSectionProps } from '@solidjs/router';
import { Suspense, type Component, type JSX } from 'solid-js';

import { messageSend, messageStart } from '../../schema/message-requests.ts';
import { patientSideRequests } from '../../schema/patient-side-requests.ts';
import { gatherRequests } from '../../schema/request-table.ts';
import type { AppUpdates } from '../shared/shell/app-update.ts';
import { ConnectedShell } from '../shared/shell/connected-shell.tsx';
import type { ShellLinks } from '../shared/shell/shell-panels.tsx';
import { SyncProvider, useSync, type LocalRequest, type Sync } from '../shared/sync/sync.ts';
import { PatientScreen } from '../shared/ui/patient-screen.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { SnackbarProvider } from '../shared/ui/snackbar.tsx';
import { LastPersonProvider, useLastPerson } from './person/last-person.tsx';
import { personPath } from './person/person.tsx';
import { draftKeys } from './person/draft-keys.ts';

const patientTable = gatherRequests(patientSideRequests);

/** What a signed-in person's app is made of. Its own part, so that the sign-in page comes quickly. */
export function createSignedIn(updates: AppUpdates, routes: RouteDefinition[]): Component {
  function Shell(props: RouteSectionProps): JSX.Element {
    const navigate = useNavigate();
    const sync = useSync();
    const last = useLastPerson();
    const links: ShellLinks = {
      hrefOf: ({ patient, thread }) => personPath(patient, thread === undefined ? '' : `messages/${thread}`),
      get needsYouHref() {
        return personPath(last.landing()?.patient ?? 'me', 'more/needs-you');
      },
      onTakenBack: (request) => giveWordsBack(sync, request, navigate),
    };
    return (
      <ConnectedShell links={links} onGo={navigate} updates={updates}>
        <Suspense fallback={<PatientScreen><Skeleton of="list" rows={4} /></PatientScreen>}>{props.children}</Suspense>
      </ConnectedShell>
    );
  }
  return function SignedIn() {
    return (
      <SyncProvider table={patientTable}>
        <SnackbarProvider>
          <LastPersonProvider>
            <Router root={Shell}>{routes}</Router>
          </LastPersonProvider>
        </SnackbarProvider>
      </SyncProvider>
    );
  };
}

/** "Edit" in the Sync sheet: the words go back to the field they came from, and the person with them. */
async function giveWordsBack(sync: Sync, request: LocalRequest, navigate: (href: string) => void): Promise<void> {
  if (request.type === messageSend.type) {
    const body = messageSend.body.parse(request.body);
    const key = draftKeys.reply(body.patient, body.thread);
    const typed = await sync.drafts.get(key);
    await sync.drafts.put(key, typed ? `${typed}\n${body.text}` : body.text);
    navigate(personPath(body.patient, `messages/${body.thread}`));
  }
  if (request.type === messageStart.type) {
    const body = messageStart.body.parse(request.body);
    const keys = draftKeys.start(body.patient);
    await Promise.all([sync.drafts.put(keys.to, body.to), sync.drafts.put(keys.subject, body.subject), sync.drafts.put(keys.text, body.text)]);
    navigate(personPath(body.patient, 'messages/new'));
  }
}
