import { describe, expect, it } from 'vitest';
import { isAtlassianHost } from './web-trigger.ts';

describe('addresses of web triggers', () => {
  it.each([
    'https://4c822e2f-510f-48b9-b8d0-8419d0932949.hello.atlassian-dev.net/x1/abc',
    'https://x.atlassian.net/x1/abc',
  ])('of Atlassian are called: %s', (url) => {
    expect(isAtlassianHost(new URL(url))).toBe(true);
  });

  it.each([
    'http://x.atlassian-dev.net/x1/abc',
    'https://127.0.0.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://evil.example/x?atlassian-dev.net',
    'https://notatlassian-dev.net/x',
    'https://x.atlassian-dev.net.evil.example/x',
    'file:///etc/passwd',
  ])('of anybody else are not: %s', (url) => {
    expect(isAtlassianHost(new URL(url))).toBe(false);
  });
});
