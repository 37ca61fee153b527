"""What this room keeps, gathered where Django looks for it."""

from depesche.outgoing.hook_rows import HookCall, Webhook
from depesche.outgoing.push_rows import PushDelivery, PushMessage, PushSubscription, PushTopic

__all__ = ["HookCall", "PushDelivery", "PushMessage", "PushSubscription", "PushTopic", "Webhook"]
