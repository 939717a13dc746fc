import { screen } from "@testing-library/react";
import type { SyntheticEvent } from "react";
import { expect, it, vi } from "vitest";
import { Button } from "@/components/ui/button";
import { show } from "@tests/render";

it("does what it is for when pressed", async () => {
  const press = vi.fn();
  const { person } = show(<Button onClick={press}>Continue</Button>);
  await person.click(screen.getByRole("button", { name: "Continue" }));
  expect(press).toHaveBeenCalledOnce();
});

it("says that it is busy, keeps focus and cannot be pressed twice", async () => {
  const press = vi.fn();
  const send = vi.fn((event: SyntheticEvent) => {
    event.preventDefault();
  });
  const { person } = show(
    <form onSubmit={send}>
      <Button type="submit" busy onClick={press}>
        Continue
      </Button>
    </form>,
  );
  const button = screen.getByRole("button", { name: "Continue" });
  await person.click(button);
  expect(button).toHaveAttribute("aria-busy", "true");
  expect(button).toHaveFocus();
  expect(press).not.toHaveBeenCalled();
  expect(send).not.toHaveBeenCalled();
});
