import { act, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { show } from "@tests/render";

function Question() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        Cancel the visit
      </Button>
      <Dialog
        open={open}
        title="Cancel this visit?"
        onClose={() => {
          setOpen(false);
        }}
      >
        It cannot be undone.
      </Dialog>
    </>
  );
}

it("asks in front of the page and closes again", async () => {
  const { person } = show(<Question />);
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  await person.click(screen.getByRole("button", { name: "Cancel the visit" }));
  expect(screen.getByRole("dialog", { name: "Cancel this visit?" })).toBeVisible();
  await person.click(screen.getByRole("button", { name: "Close" }));
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

function Saying() {
  const say = useToast();
  return (
    <Button
      onClick={() => {
        say("Saved.");
      }}
    >
      Save
    </Button>
  );
}

it("says something politely, until it is dismissed", async () => {
  const { person } = show(<Saying />);
  const region = screen.getByRole("status");
  expect(region).toBeEmptyDOMElement();
  await person.click(screen.getByRole("button", { name: "Save" }));
  expect(region).toHaveTextContent("Saved.");
  await person.click(screen.getByRole("button", { name: "Dismiss this message" }));
  expect(region).toBeEmptyDOMElement();
});

it("takes a message away after a while by itself", () => {
  vi.useFakeTimers();
  try {
    show(<Saying />);
    act(() => {
      screen.getByRole("button", { name: "Save" }).click();
    });
    expect(screen.getByRole("status")).toHaveTextContent("Saved.");
    act(() => {
      vi.advanceTimersByTime(8000);
    });
    expect(screen.getByRole("status")).toBeEmptyDOMElement();
  } finally {
    vi.useRealTimers();
  }
});
