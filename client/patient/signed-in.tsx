import { Router, useNavigate, type RouteDefinition, type RouteSectionProps } from '@solidjs/router';
import { Suspense, type Component, type JSX } from 'solid-js';

import * as z from 'zod/mini';
import { messageSend, messageStart } from '../../schema/message-requests.ts';
import { patientSideRequests } from '../../schema/patient-side-requests.ts';
import { gatherRequests } from '../../schema/request-table.ts';
import type { AppUpdates } from '../shared/shell/app-update.ts';
import { ConnectedShell } from '../shared/shell/connected-shell.tsx';
import type { ShellLinks } from '../shared/shell/shell-panels.tsx';
import { SyncProvider, type LocalRequest, type WordsBack } from '../shared/sync/sync.ts';
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
    const last = useLastPerson();
    const links: ShellLinks = {
      hrefOf: ({ patient, thread }) => personPath(patient, thread === undefined ? '' : `messages/${thread}`),
      get needsYouHref() {
        return personPath(last.landing()?.patient ?? 'me', 'more/needs-you');
      },
      onTakenBack: (request) => goToWords(request, navigate),
    };
    return (
      <ConnectedShell links={links} onGo={navigate} updates={updates}>
        <Suspense fallback={<PatientScreen><Skeleton of="list" rows={4} /></PatientScreen>}>{props.children}</Suspense>
      </ConnectedShell>
    );
  }
  return function SignedIn() {
    return (
      <SyncProvider table={patientTable} wordsOf={wordsOf}>
        <SnackbarProvider>
          <LastPersonProvider>
            <Router root={Shell}>{routes}</Router>
          </LastPersonProvider>
        </SnackbarProvider>
      </SyncProvider>
    );
  };
}

/** "Edit" in the Sync sheet: the words are back in the field they came from, and the person goes there. */
function goToWords(request: LocalRequest, navigate: (href: string) => void): void {
  if (request.type === messageSend.type) {
    const body = messageSend.body.parse(request.body);
    navigate(personPath(body.patient, `messages/${body.thread}`));
  }
  if (request.type === 'booking.request' && request.patient !== undefined) navigate(personPath(request.patient, 'bookings/new'));
  if (request.type === messageStart.type) navigate(personPath(messageStart.body.parse(request.body).patient, 'messages/new'));
}

/** All that goes back into a field; its shape itself comes with the page that asks. */
const bookingWords = z.object({ patient: z.string(), words: z.string() });

function wordsOf(request: LocalRequest): readonly WordsBack[] {
  if (request.type === messageSend.type) {
    const { patient, thread, text } = messageSend.body.parse(request.body);
    return [{ key: draftKeys.reply(patient, thread), text, joins: true }];
  }
  if (request.type === 'booking.request') {
    const asked = bookingWords.safeParse(request.body);
    return asked.success ? [{ key: draftKeys.booking(asked.data.patient), text: asked.data.words, joins: true }] : [];
  }
  if (request.type !== messageStart.type) return [];
  const { patient, to, subject, text } = messageStart.body.parse(request.body);
  const keys = draftKeys.start(patient);
  // One begun anew meanwhile keeps its words; to whom and about what is then the older one's.
  return [{ key: keys.to, text: to, joins: false }, { key: keys.subject, text: subject, joins: false }, { key: keys.text, text, joins: true }];
}
