"""What this room keeps, gathered where Django looks for it."""

from depesche.outgoing.hook_rows import HookCall, Webhook

__all__ = ["HookCall", "Webhook"]
