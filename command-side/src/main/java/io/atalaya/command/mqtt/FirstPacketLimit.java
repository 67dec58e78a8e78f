package io.atalaya.command.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Holds little of what somebody sends who has not said yet who it is. */
final class FirstPacketLimit extends ChannelInboundHandlerAdapter {
    private static final int MAX_BYTES = 16 * 1024;

    private final MqttConnection connection;
    private int bytes;

    FirstPacketLimit(MqttConnection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        bytes += ((ByteBuf) message).readableBytes();
        context.fireChannelRead(message);
        if (connection.hasBegun()) {
            context.pipeline().remove(this);
        } else if (bytes > MAX_BYTES) {
            context.close();
        }
    }
}
