"""The same five steps as a ConversationHandler with PicklePersistence, all defaults."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

Step = Callable[[Update, ContextTypes.DEFAULT_TYPE], Awaitable[int]]
SAID = (
    "Tình hình đến nay?",
    "Tiến độ?",
    "Kết quả chính?",
    "Kiểm tra rồi bấm Gửi.",
    "Đã ghi nhận.",
)


def step(number: int) -> Step:
    """Keep the answer, ask the next question."""

    async def take(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        assert update.message is not None
        assert context.user_data is not None
        context.user_data[number] = update.message.text
        await update.message.reply_text(SAID[number])
        return number if number + 1 < len(SAID) else ConversationHandler.END

    return take


def main() -> None:
    api = os.environ["BENCH_API"]
    kept = PicklePersistence(filepath=os.environ["BENCH_PICKLE"])
    builder = Application.builder().token(os.environ["BENCH_TOKEN"]).base_url(f"{api}/bot")
    application = builder.persistence(kept).build()
    states = {n: [MessageHandler(filters.TEXT, step(n + 1))] for n in range(len(SAID) - 1)}
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("capnhat", step(0))],
            states=states,  # type: ignore[arg-type]
            fallbacks=[],
            name="update",
            persistent=True,
        )
    )
    application.run_polling()


if __name__ == "__main__":
    main()
