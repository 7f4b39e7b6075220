/** The frame around whatever the address says. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ExecutionPage } from './executionPage.tsx';
import { HomePage } from './homePage.tsx';
import { MachinePage } from './machinePage.tsx';
import { MapRunPage } from './mapRunPage.tsx';
import { readRoute, type Route } from './route.ts';

export function App(): JSX.Element {
  const route = useRoute();
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to content
      </a>
      <header class="top">
        <a class="brand" href="#/">
          <Logo /> Stepline <span class="pill">local</span>
        </a>
        <code class="endpoint">{location.origin}</code>
      </header>
      <main id="main" tabIndex={-1}>
        {pageOf(route)}
      </main>
    </>
  );
}

/** The key lets nothing of one page live on in the next. */
function pageOf(route: Route): JSX.Element {
  switch (route.kind) {
    case 'home':
      return <HomePage />;
    case 'machine':
      return <MachinePage key={route.arn} arn={route.arn} />;
    case 'execution':
      return <ExecutionPage key={route.arn} arn={route.arn} />;
    case 'mapRun':
      return <MapRunPage key={route.arn} arn={route.arn} />;
  }
}

function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  useEffect(() => {
    const change = (): void => {
      setRoute(readRoute(location.hash));
      scrollTo(0, 0);
    };
    addEventListener('hashchange', change);
    return () => {
      removeEventListener('hashchange', change);
    };
  }, []);
  return route;
}

/** The address behind the # is the page's own. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function Logo(): JSX.Element {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M5 4v4a3 3 0 0 0 3 3h4a3 3 0 0 1 3 3v2" class="logoLine" />
      <circle cx="5" cy="4" r="3" class="logoStart" />
      <circle cx="15" cy="16" r="3" class="logoEnd" />
    </svg>
  );
}
