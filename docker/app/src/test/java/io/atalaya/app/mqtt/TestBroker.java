package io.atalaya.app.mqtt;

import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A broker with one subscriber, whose messages a test makes up. Remembers which were acknowledged. */
final class TestBroker implements AutoCloseable {
    private final EventLoopGroup eventLoops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel server;
    private final List<String> filters = new CopyOnWriteArrayList<>();
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<String, String> published = new ConcurrentHashMap<>();
    private final AtomicInteger packetIds = new AtomicInteger();
    private volatile @Nullable Channel subscriber;
    private volatile String credentials = "";

    TestBroker() {
        server = new ServerBootstrap()
                .group(eventLoops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(MqttEncoder.INSTANCE, new MqttDecoder(), new Connection());
                    }
                })
                .bind("localhost", 0)
                .syncUninterruptibly()
                .channel();
    }

    String url() {
        return "mqtt://localhost:" + ((InetSocketAddress) server.localAddress()).getPort();
    }

    List<String> filters() {
        return filters;
    }

    /** Who the subscriber said it was, as {@code user:password}. */
    String credentials() {
        return credentials;
    }

    /** The last message to this topic, which was acknowledged; {@code null} if there was none. */
    @Nullable
    String published(String topic) {
        return published.get(topic);
    }

    boolean isAcknowledged(int packetId) {
        return acknowledged.contains(packetId);
    }

    /** @return the packet's id, by which it will be acknowledged */
    int deliver(String topic, String payload, @Nullable String key) {
        Channel channel = await().until(() -> subscriber, open -> open != null);
        int packetId = packetIds.incrementAndGet();
        MqttProperties properties = new MqttProperties();
        if (key != null) {
            properties.add(new MqttProperties.UserProperty("api-key", key));
        }
        channel.writeAndFlush(MqttMessageBuilders.publish()
                .topicName(topic)
                .messageId(packetId)
                .qos(MqttQoS.AT_LEAST_ONCE)
                .properties(properties)
                .payload(Unpooled.copiedBuffer(payload, StandardCharsets.UTF_8))
                .build());
        return packetId;
    }

    private final class Connection extends SimpleChannelInboundHandler<MqttMessage> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
            switch (message.fixedHeader().messageType()) {
                case CONNECT -> {
                    var payload = ((MqttConnectMessage) message).payload();
                    byte[] password = payload.passwordInBytes();
                    credentials = payload.userName() + ":"
                            + (password == null ? "" : new String(password, StandardCharsets.UTF_8));
                    context.writeAndFlush(MqttMessageBuilders.connAck()
                            .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
                            .build());
                }
                case SUBSCRIBE -> {
                    MqttSubscribeMessage subscribe = (MqttSubscribeMessage) message;
                    List<MqttTopicSubscription> wanted = subscribe.payload().topicSubscriptions();
                    wanted.forEach(subscription -> filters.add(subscription.topicFilter()));
                    context.writeAndFlush(MqttMessageBuilders.subAck()
                            .packetId(subscribe.variableHeader().messageId())
                            .addGrantedQoses(wanted.stream()
                                    .map(subscription -> MqttQoS.AT_LEAST_ONCE)
                                    .toArray(MqttQoS[]::new))
                            .build());
                    subscriber = context.channel();
                }
                case PUBLISH -> {
                    MqttPublishMessage publish = (MqttPublishMessage) message;
                    published.put(
                            publish.variableHeader().topicName(),
                            publish.payload().toString(StandardCharsets.UTF_8));
                    context.writeAndFlush(MqttMessageBuilders.pubAck()
                            .packetId(publish.variableHeader().packetId())
                            .build());
                }
                case PUBACK -> acknowledged.add(((MqttMessageIdVariableHeader) message.variableHeader()).messageId());
                case PINGREQ -> context.writeAndFlush(MqttMessage.PINGRESP);
                default -> context.close();
            }
        }
    }

    @Override
    public void close() {
        eventLoops.shutdownGracefully();
    }
}
