"use client";

import en from "@messages/en.json";
import "./globals.css";

/** Even the shell broke, so nothing of ours can be relied on: plain words, a plain link, no script needed. */
export default function GlobalFailure() {
  return (
    <html lang="en">
      <body className="mx-auto max-w-words p-6">
        <title>{en.failure.title}</title>
        <h1 className="text-h1">{en.failure.title}</h1>
        <p className="my-4">{en.failure.words}</p>
        <a href="/" className="font-semibold text-pine underline">
          {en.failure.start}
        </a>
      </body>
    </html>
  );
}
