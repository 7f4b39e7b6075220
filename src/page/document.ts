/** The page as one document: its script and its style are inside, and nothing else is ever loaded. */
import { styleSheet } from './style.ts';

/**
 * @param script the page's program.
 * @param hashOf a text's hash as policies name it: `sha256-…`.
 *
 * No markup is ever made of a text (`require-trusted-types-for`), nor asked of anybody but the endpoint.
 */
export function documentOf(script: string, hashOf: (text: string) => string): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(styleSheet)}'`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Stepline local</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
<style>${styleSheet}</style>
</head>
<body>
<div id="page"><noscript>This page needs JavaScript.</noscript></div>
<script>${script}</script>
</body>
</html>
`;
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><path d="M5 4v4a3 3 0 0 0 3 3h4a3 3 0 0 1 3 3v2" fill="none" stroke="#888" stroke-width="2"/><circle cx="5" cy="4" r="3" fill="#1a7f37"/><circle cx="15" cy="16" r="3" fill="#0969da"/></svg>';
